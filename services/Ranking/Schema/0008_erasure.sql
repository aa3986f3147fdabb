-- A list that an expert was taken out of, because the expert was erased, is not what it was made as: it is not made again.
alter table ranked_list add column redacted_at timestamptz;

-- The institute stays known when an expert leaves, so that it may ask what is still held. No json: the code of an organisation, nothing of the expert.
alter table candidate add column institute_code text;
update candidate set institute_code = profile -> 'institute' ->> 'creditCode' where profile is not null;

-- Processes that hold an index, and how far each has rid it of experts who were erased. Who has not been seen for a while is no more.
create table index_replica (
    replica_id uuid constraint index_replica_once primary key,
    purged_number bigint not null default 0,
    seen_at timestamptz not null default now()
);
