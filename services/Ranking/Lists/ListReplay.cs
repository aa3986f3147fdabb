using Dapper;
using Matchmaking.Contracts.Ranking;
using Matchmaking.Contracts.TechnologyDemands;
using Matchmaking.Ranking.Calibration;
using Matchmaking.Ranking.Explanations;
using Matchmaking.Ranking.Features;
using Matchmaking.Ranking.Models;
using Matchmaking.Ranking.Queries;
using Matchmaking.Ranking.State;
using Npgsql;

namespace Matchmaking.Ranking.Lists;

/// <summary>Makes a stored list again: by the model, on the day and over the experts that made it, or says what of these has gone.</summary>
internal sealed class ListReplay(RankingState state, RankedLists lists)
{
    private const string SelectList = """
        select l.demand_id as DemandId, l.demand_revision as Revision, l.ranking_digest as Digest, l.matches::text as Matches, l.abstention as Abstention,
               l.ranked_on as Day, l.engaged_digest as Engaged, case when d.revision = l.demand_revision then d.demand::text end as Demand, l.redacted_at is not null as IsRedacted
        from ranked_list l join demand d using (demand_id) where l.ranking_id = @id
        """;

    /// <summary>Gone from a list that an expert was taken out of, who was erased.</summary>
    internal const string Erased = "erased_expert";

    private const string SelectModel = "select model from ranking_model where digest = @digest";

    /// <returns>Null when there is no such list.</returns>
    internal async Task<ReplayedList?> Run(NpgsqlConnection connection, Guid id, CancellationToken cancellation)
    {
        var stored = await connection.QuerySingleOrDefaultAsync<StoredList>(new CommandDefinition(SelectList, new { id }, cancellationToken: cancellation));
        if (stored is null)
        {
            return null;
        }

        var matches = StoredJson.Read<List<RankedMatch>>(stored.Matches);
        if (stored.IsRedacted)
        {
            return new ReplayedList(stored.Digest, false, [Erased], matches, stored.Abstention);
        }

        var (acceptance, acceptanceIsHere) = await AcceptanceOf(connection, stored.Digest, cancellation);
        var (scorer, modelIsHere) = await ScorerOf(connection, stored.Digest, acceptance, cancellation);
        var moment = state.MomentOn(stored.Day ?? default);
        var gone = new List<string>();
        AddIf(gone, "demand", stored.Demand is null);
        AddIf(gone, "model", !modelIsHere);
        AddIf(gone, "acceptance", !acceptanceIsHere);
        AddIf(gone, "engagements", stored.Day is null || stored.Engaged != moment.EngagedDigest);
        gone.AddRange(Differences(stored.Digest, RankedListMaker.DigestOf(scorer, state.Candidates.Current), modelIsHere));
        if (gone.Count > 0)
        {
            return new ReplayedList(stored.Digest, false, gone, matches, stored.Abstention);
        }

        var query = DemandQuery.From(stored.DemandId, stored.Revision, StoredJson.Read<OpenDemand>(stored.Demand!));
        var again = lists.Make(query, await lists.Encode(query, keep: true, cancellation), moment, scorer);
        // What is left that no digest names: the vectors of an external encoder.
        var isIdentical = StoredJson.Write(again.Matches) == StoredJson.Write(matches) && again.Abstention == stored.Abstention && again.RankingDigest == stored.Digest;
        return new ReplayedList(stored.Digest, isIdentical, isIdentical ? [] : ["encoded_texts"], again.Matches, again.Abstention);
    }

    private static async Task<(AcceptanceCalibration? Acceptance, bool IsHere)> AcceptanceOf(NpgsqlConnection connection, string digest, CancellationToken cancellation)
    {
        if (Part(digest, "acceptance:") is null or "none")
        {
            return (null, true);
        }

        var acceptance = await Calibrations.Find(connection, null, Part(digest, "acceptance:")!, cancellation);
        return (acceptance, acceptance is not null);
    }

    private static async Task<(PairScorer Scorer, bool IsHere)> ScorerOf(NpgsqlConnection connection, string digest, AcceptanceCalibration? acceptance, CancellationToken cancellation)
    {
        if (Part(digest, "model:") is not { } model)
        {
            return (new PairScorer(Scorecard.Default, null, acceptance), true);
        }

        var bytes = await connection.QuerySingleOrDefaultAsync<byte[]>(new CommandDefinition(SelectModel, new { digest = model }, cancellationToken: cancellation));
        try
        {
            return bytes is null ? (PairScorer.Fixed, false) : (new PairScorer(Scorecard.Default, new ModelScorer(RankingModelFile.Read(bytes)), acceptance), true);
        }
        catch (InvalidDataException)
        {
            return (PairScorer.Fixed, false);
        }
    }

    private static IEnumerable<string> Differences(string then, string now, bool modelIsHere)
    {
        foreach (var part in new[] { "index", "latent", "graph" })
        {
            if (Part(then, part + ":") != Part(now, part + ":"))
            {
                yield return part;
            }
        }

        // Scorecard, features, search and floor: the code.
        if (modelIsHere && then.Split("+index:")[0] != now.Split("+index:")[0])
        {
            yield return "ranker";
        }
    }

    private static string? Part(string digest, string name) => Array.Find(digest.Split('+'), part => part.StartsWith(name, StringComparison.Ordinal))?[name.Length..];

    private static void AddIf(List<string> gone, string what, bool isGone)
    {
        if (isGone)
        {
            gone.Add(what);
        }
    }

    private sealed record StoredList(Guid DemandId, long Revision, string Digest, string Matches, string? Abstention, DateOnly? Day, string? Engaged, string? Demand, bool IsRedacted);
}

/// <summary>A list that was made again, or what has gone that it was made from.</summary>
/// <param name="RankingDigest">What made it.</param>
/// <param name="IsIdentical">Whether it came out the same to the last byte.</param>
/// <param name="Gone">What is no longer as it was; empty when the list is identical.</param>
/// <param name="Matches">The list as it was made again; as it was stored where something has gone.</param>
/// <param name="Abstention">Its abstention.</param>
internal sealed record ReplayedList(string RankingDigest, bool IsIdentical, IReadOnlyList<string> Gone, IReadOnlyList<RankedMatch> Matches, string? Abstention);
