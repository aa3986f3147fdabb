-- How far an accepted match has come: a row for each stage, added once and never changed.
create table match_progress (
    match_id uuid not null constraint match_progress_match references match,
    stage text not null,
    reason_codes text[] not null,
    note text,
    recorded_by text not null,
    recorded_at timestamptz not null,
    -- No contract without an agreement, no acceptance without a contract, whoever writes here.
    needed_stage text generated always as (case stage when 'contract' then 'agreement' when 'acceptance' then 'contract' end) stored,
    constraint match_progress_once primary key (match_id, stage),
    constraint match_progress_stage check (stage in ('visited', 'agreement', 'contract', 'acceptance', 'ended')),
    constraint match_progress_needs foreign key (match_id, needed_stage) references match_progress (match_id, stage),
    constraint match_progress_end_reason check (stage <> 'ended' or cardinality(reason_codes) > 0)
);
