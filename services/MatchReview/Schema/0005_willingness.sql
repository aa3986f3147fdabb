-- What each side of an accepted match says: whether it is willing to talk. While both are, each may read the other's contact.
create table willingness (
    match_id uuid not null constraint willingness_match references match on delete cascade,
    side text not null,
    demand_id uuid not null,
    talent_id uuid not null,
    -- Whose word it is. The revision of an agreement is the sum of those of its two sides, and one more once the match has ended.
    organisation text not null,
    willing boolean not null,
    reason_codes text[] not null,
    recorded_by text not null,
    revision bigint not null default 1,
    recorded_at timestamptz not null,
    constraint willingness_once primary key (match_id, side),
    constraint willingness_side check (side in ('enterprise', 'institute'))
);
create index willingness_by_talent on willingness (talent_id);
create index willingness_by_demand on willingness (demand_id);

-- Seen with the match; each side speaks for itself, an operator for either.
alter table willingness enable row level security;
grant select, insert, update on willingness to matchmaking_api;
create policy willingness_worker on willingness to matchmaking_worker using (true);
create policy willingness_read on willingness for select to matchmaking_api
    using (exists (select from match m where m.match_id = willingness.match_id));
create policy willingness_insert on willingness for insert to matchmaking_api with check (
    exists (select from match m where m.match_id = willingness.match_id and m.demand_id = willingness.demand_id and m.talent_id = willingness.talent_id and m.status = 'accepted')
    and ((select caller_is('operator'))
         or (side = 'enterprise' and (select caller_is('enterprise')) and demand_id in (select caller_demands()))
         or (side = 'institute' and talent_id in (select caller_talents()))));
create policy willingness_update on willingness for update to matchmaking_api using (
    (select caller_is('operator'))
    or (side = 'enterprise' and (select caller_is('enterprise')) and demand_id in (select caller_demands()))
    or (side = 'institute' and talent_id in (select caller_talents())));
