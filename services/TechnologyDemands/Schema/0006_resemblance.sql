-- Pieces of the texts of needs that were published, by which a need is told that much of it was posted before. No foreign key: a need is never deleted, and a
-- publication would pay for a check of every piece. Numbers say little of a text and are still nobody's to read: callers reach them through the functions alone.
create table demand_piece (
    piece int not null,
    demand_id uuid not null,
    constraint demand_piece_once primary key (piece, demand_id)
);
create index demand_piece_by_demand on demand_piece (demand_id);
alter table demand_piece enable row level security;
create policy demand_piece_worker on demand_piece to matchmaking_worker using (true);

-- Who may announce a need may note its pieces, or none when it turned confidential.
create function note_demand_pieces(noted uuid, pieces int[]) returns void language sql volatile security definer set search_path = public as $$
    delete from demand_piece where demand_id = noted and (caller_is_bureau() or noted in (select demand_id from demand where enterprise_code = caller_organisation()));
    insert into demand_piece (piece, demand_id)
    select distinct piece, noted from unnest(pieces) piece
    where caller_is_bureau() or noted in (select demand_id from demand where enterprise_code = caller_organisation())
    on conflict on constraint demand_piece_once do nothing
$$;

-- The ten needs that share most with these pieces, each with how much of the lighter of the two stands in the other. A piece weighs the less the more other needs
-- have it; what more than 32 have are words of a form and weigh nothing, so that the work is bounded by the pieces and not by the needs. Whom a caller may be told
-- of, the policies of demand decide where this is joined.
create function resembling_demands(own int[], self uuid) returns table (demand_id uuid, share double precision) language sql stable security definer set search_path = public as $$
    with own_piece as materialized (
        select o.piece, coalesce(cardinality(found.ids), 0) as spread, found.ids
        from (select distinct unnest(own) as piece) o
        cross join lateral (select array_agg(p.demand_id) as ids from (select q.demand_id from demand_piece q where q.piece = o.piece and q.demand_id is distinct from self limit 33) p) found),
    told as (select ids, 1.0 / greatest(1, spread) as weight from own_piece where spread <= 32),
    shared as (
        select candidate, sum(weight) as weight from told cross join lateral unnest(ids) candidate
        group by candidate order by weight desc, candidate limit 10),
    weighed as (
        select candidate, shared.weight, (
            select sum(1.0 / greatest(1, others.spread))
            from demand_piece c
            cross join lateral (
                select count(*) + (c.piece = any(own))::int as spread
                from (select from demand_piece q where q.piece = c.piece and q.demand_id <> candidate and q.demand_id is distinct from self limit 33) other) others
            where c.demand_id = candidate and others.spread <= 32) as whole
        from shared)
    select candidate, (weight / least((select sum(weight) from told), whole))::double precision from weighed where whole > 0
$$;
revoke all on function note_demand_pieces(uuid, int[]), resembling_demands(int[], uuid) from public;
grant execute on function note_demand_pieces(uuid, int[]), resembling_demands(int[], uuid) to matchmaking_api, matchmaking_worker;
