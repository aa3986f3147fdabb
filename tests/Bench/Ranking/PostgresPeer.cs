using System.Diagnostics;
using Dapper;
using Matchmaking.Knowledge.Text;
using Matchmaking.Ranking.Candidates;
using Matchmaking.Ranking.Queries;
using Npgsql;

namespace Matchmaking.Bench.Ranking;

/// <summary>
/// PostgreSQL's full text search over the very tokens of the index: a tsvector with positions for each talent, a GIN index, the need as an OR
/// of its tokens, ts_rank_cd, the best twenty; no explanation.
/// </summary>
internal static class PostgresPeer
{
    private const int Needs = 7;

    private const string CreateTable = """
        create temporary table talent (id int primary key, tokens tsvector not null);
        """;

    private const string CreateIndex = "create index talent_tokens on talent using gin (tokens); analyze talent;";

    private const string SelectBest = """
        select id from talent, to_tsquery('simple', @Query) query where tokens @@ query order by ts_rank_cd(tokens, query) desc, id limit 20
        """;

    /// <returns>Median milliseconds of a query.</returns>
    internal static double Measure(SyntheticMarket market, int size, string connectionString, TextWriter progress)
    {
        using var connection = new NpgsqlConnection(connectionString);
        connection.Open();
        _ = connection.Execute(CreateTable + "set work_mem = '256MB'; set maintenance_work_mem = '512MB'; set temp_buffers = '512MB';");
        var watch = Stopwatch.StartNew();
        using (var import = connection.BeginTextImport("copy talent (id, tokens) from stdin"))
        {
            for (var i = 0; i < size; i++)
            {
                var candidate = CandidateEntry.From(SyntheticMarket.IdOf(i), 1, market.Talent(i)).Item;
                var names = new Names();
                foreach (var document in candidate.Documents)
                {
                    Tokenizer.Tokenize(document.Text, ref names);
                }

                import.Write(FormattableString.Invariant($"{i}\t{names.ToVector().Replace("\\", "\\\\", StringComparison.Ordinal)}\n"));
            }
        }

        _ = connection.Execute(CreateIndex, commandTimeout: 600);
        progress.WriteLine($"  PostgreSQL loaded in {watch.Elapsed.TotalSeconds:F0} s");
        var times = new List<double>();
        for (var i = 0; i < Needs; i++)
        {
            var query = DemandQuery.From(Guid.Empty, 1, market.Demand(i));
            var terms = string.Join(" | ", query.Terms.Terms.Select(term => Quote(term.Term)));
            var started = Stopwatch.GetTimestamp();
            _ = connection.Query<int>(SelectBest, new { Query = terms }, commandTimeout: 600).AsList();
            times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        return Ratio.At(times, 0.5);
    }

    private static string Quote(string token) => $"'{token.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "''", StringComparison.Ordinal)}'";

    private readonly struct Names() : ITermSink
    {
        private readonly Dictionary<string, List<int>> positions = [];

        public void Accept(scoped ReadOnlySpan<char> term, int start, int length, TermKind kind)
        {
            var name = term.ToString();
            (System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(positions, name, out _) ??= []).Add(Math.Min(start + 1, 16_000));
        }

        internal string ToVector() => string.Join(' ', positions.Select(term => $"{Quote(term.Key)}:{string.Join(',', term.Value.Distinct().Take(200))}"));
    }
}
