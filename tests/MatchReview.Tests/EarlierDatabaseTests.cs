using System.Reflection;
using Dapper;
using Matchmaking.Harness;
using Matchmaking.Platform.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Matchmaking.MatchReview.Tests;

/// <summary>A database that was worked with before there were queues of people and lives of matches goes over to them with what it holds.</summary>
public sealed class EarlierDatabaseTests : IAsyncLifetime
{
    // Forty matches: a quarter accepted, with stages as far as each has come, every other one with both sides willing.
    private const string InsertEarlier = """
        insert into demand (demand_id, revision, title) values (gen_random_uuid(), 1, '轧光');
        insert into talent (talent_id, revision, name) select gen_random_uuid(), 1, '某某' from generate_series(1, 40);
        insert into match (match_id, demand_id, talent_id, demand_revision, list_number, talent_revision, ranking_id, ranking_digest, ranked_at, rank, score, parts, evidence, missing,
                           status, reason_codes, reviewer, decided_at)
        select ('00000000-0000-8000-8000-' || lpad(n::text, 12, '0'))::uuid, (select demand_id from demand), talent_id, 1, 1, 1, gen_random_uuid(), 'scorecard/1', now(), 1, 50, '[]', '[]', '[]', s,
               case when s <> 'pending' then '{good_fit}'::text[] end, case when s <> 'pending' then '审核员甲' end, case when s <> 'pending' then now() end
        from (select talent_id, row_number() over () n, (array['pending', 'accepted', 'held', 'rejected'])[1 + (row_number() over ())::int % 4] s from talent) of_each;
        with accepted as (select match_id, row_number() over (order by match_id) n from match where status = 'accepted')
        insert into match_progress (match_id, stage, reason_codes, recorded_by, recorded_at)
        select match_id, stage, case stage when 'ended' then '{price}'::text[] else '{}' end, '联络员甲', now() from accepted, unnest(array['visited', 'agreement', 'contract', 'acceptance', 'ended']) with ordinality u (stage, place)
        where place <= n % 6;
        with accepted as (select match_id, demand_id, talent_id, row_number() over (order by match_id) n from match where status = 'accepted')
        insert into willingness (match_id, side, demand_id, talent_id, organisation, willing, reason_codes, recorded_by, recorded_at)
        select match_id, side, demand_id, talent_id, 'x', true, '{}', 'x', now() from accepted, unnest(array['enterprise', 'institute']) side where n % 2 = 0;
        """;

    private TestDatabase database = null!;

    public async Task InitializeAsync() => database = await TestDatabase.Create();

    public async Task DisposeAsync() => await database.DisposeAsync();

    [Fact]
    public async Task What_was_decided_and_reached_before_stands_in_decisions_and_steps()
    {
        await using (var connection = await database.Source.OpenConnectionAsync())
        {
            await connection.ExecuteAsync("create table schema_history (script text primary key, applied_at timestamptz not null default now())");
            foreach (var (script, sql) in Scripts(typeof(SchemaMigrator).Assembly).Concat(Scripts(typeof(Program).Assembly).TakeWhile(one => !one.Script.Contains(".0007_", StringComparison.Ordinal))))
            {
                await connection.ExecuteAsync(sql);
                await connection.ExecuteAsync("insert into schema_history (script) values (@script)", new { script });
            }

            await connection.ExecuteAsync(InsertEarlier);
        }

        await new SchemaMigrator(Options.Create(new DatabaseOptions { ConnectionString = database.ConnectionString }), typeof(Program).Assembly, NullLogger<SchemaMigrator>.Instance).StartAsync(default);

        Assert.Equal(30, await database.Scalar<long>("select count(*) from match join match_decision using (match_id) where number = 1 and decision = status and decision_number = 1"));
        Assert.Equal(
            [
                "accepted,visited: visited", "accepted,visited,agreement,contract: contracted", "accepted,visited,agreement,contract,acceptance,ended: ended", "accepted,visited: visited", "accepted,visited,agreement,contract: contracted",
                "accepted,willing,visited,agreement: agreed", "accepted,willing,visited,agreement,contract,acceptance: completed", "accepted,willing: willing", "accepted,willing,visited,agreement: agreed",
                "accepted,willing,visited,agreement,contract,acceptance: completed",
            ],
            await database.Column<string>("""
                select (select string_agg(act, ',' order by number) from match_life_step s where s.match_id = l.match_id) || ': ' || state
                from (select *, row_number() over (order by match_id) n from match_life) l order by n % 2 = 0, n
                """));
        Assert.Equal(0, await database.Scalar<long>("select count(*) from match_life l where step <> (select max(number) from match_life_step s where s.match_id = l.match_id)"));
    }

    private static IEnumerable<(string Script, string Sql)> Scripts(Assembly assembly) =>
        assembly.GetManifestResourceNames().Where(name => name.EndsWith(".sql", StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(name =>
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            return (name, reader.ReadToEnd());
        });
}
