-- placeholder until the branch outcome is merged
create table outcome (match_id uuid not null, stage text not null, reason_codes text[] not null, progressed_at timestamptz not null, primary key (match_id, stage));
alter table decision add column ranking_id uuid;
