using Dapper;
using Matchmaking.Harness;
using Npgsql;

namespace Matchmaking.TechnologyDemands.Tests.Verification;

/// <summary>What must hold of a need whatever was done to it, asked of the database in SQL that shares nothing with the service.</summary>
/// <param name="State">Status, revision, round, its status and level, and the number of steps.</param>
/// <param name="Broken">The invariants that do not hold; null when all do.</param>
/// <param name="Known">A checksum over the steps that were known before.</param>
/// <param name="All">The same over all.</param>
internal sealed record VerificationInvariants(string State, string? Broken, string Known, string All)
{
    private const string Select = """
        with steps as materialized (select s.*, seat.account, array_position(array['filing', 'department', 'third_party', 'committee'], s.level) as rank,
                                           array_position(array['filing', 'department', 'third_party', 'committee'], s.returned_to) as back_to
                                    from verification_step s join verification_seat seat using (seat_id) where s.demand_id = @id),
             last as materialized (select * from verification_round where demand_id = @id order by round desc limit 1),
             need as materialized (select * from demand where demand_id = @id),
             broken (what) as (
            select 'published without all levels' from need, last, unnest(last.levels) with ordinality wanted (level, place)
            where need.status = 'published' and not exists (
                select from steps passed where passed.round = last.round and passed.act = 'passed' and passed.level = wanted.level
                  and not exists (select from steps back where back.round = last.round and back.number > passed.number and back.back_to <= passed.rank))
            union all select 'one account on two levels of a round' from steps group by round, account having count(distinct level) > 1
            union all select 'a filer verified' from steps filed join steps verified using (account) where filed.level = 'filing' and verified.level <> 'filing' and verified.number > filed.number
            union all select 'a step after a veto that is no lift' from steps veto join steps next on next.number = veto.number + 1 where veto.act = 'vetoed' and next.act <> 'lifted'
            union all select 'a lift of no veto, or by a lower level' from steps lift left join steps veto on veto.number = lift.number - 1
                      where lift.act = 'lifted' and (veto.act is distinct from 'vetoed' or veto.rank > lift.rank)
            union all select 'a gap between steps' from steps having count(*) <> coalesce(max(number), 0)
            union all select 'a round that does not begin with its submission' from steps group by round having (array_agg(act order by number))[1] <> 'submitted' or count(*) filter (where act = 'submitted') > 1
            union all select 'need and round apart' from need left join last on true
                      where not coalesce(case need.status when 'in_verification' then last.status = 'waiting' when 'vetoed' then last.status = 'vetoed' when 'published' then last.status = 'passed'
                                                          when 'draft' then last.status in ('returned', 'withdrawn', 'lifted') else last.status <> 'waiting' end, last.status is null)
            union all select 'published figures that were not filed' from need where status = 'published' and not exists (
                      select from figure_filing f where f.demand_id = @id and f.occasion = 'published' and f.indicators = form -> 'indicators' and f.budget_yuan = (form #>> '{budget,amount}')::numeric * 10000)
            union all select 'a return to no earlier level' from steps where act = 'returned' and not back_to < rank)
        select concat_ws('/', need.status, need.revision, coalesce(last.round, 0), coalesce(last.status, 'not_submitted'), coalesce(last.level, ''), (select count(*) from steps)) as State,
               (select string_agg(what, '; ' order by what) from (select distinct what from broken) once) as Broken,
               (select md5(coalesce(string_agg(steps::text, '|' order by number), '')) from steps where number <= @known) as Known,
               (select md5(coalesce(string_agg(steps::text, '|' order by number), '')) from steps) as All
        from need left join last on true
        """;

    public static async Task<VerificationInvariants> Of(TestDatabase database, Guid id, int known)
    {
        await using var connection = await database.Source.OpenConnectionAsync();
        return await Of(connection, id, known);
    }

    public static Task<VerificationInvariants> Of(NpgsqlConnection connection, Guid id, int known) => connection.QuerySingleAsync<VerificationInvariants>(Select, new { id, known });
}
