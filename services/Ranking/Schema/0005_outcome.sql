-- What accepted matches have reached: labels for learning, and ends that give capacity back. No foreign key to decision: a stage may be
-- told before the decision it follows.
create table outcome (
    match_id uuid not null,
    stage text not null,
    reason_codes text[] not null,
    progressed_at timestamptz not null,
    change_xid xid8 not null default pg_current_xact_id(),
    constraint outcome_once primary key (match_id, stage)
);
create index outcome_ended on outcome (change_xid) where stage = 'ended';
create index decision_accepted_demand on decision (demand_id) where decision = 'accepted';

-- The list the reviewer saw; null for decisions told before they named it.
alter table decision add column ranking_id uuid;
