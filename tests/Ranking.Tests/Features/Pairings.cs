using System.Globalization;
using Matchmaking.Contracts.TalentProfiles;
using Matchmaking.Contracts.TechnologyDemands;
using Matchmaking.Knowledge.Graph;
using Matchmaking.Ranking.Candidates;
using Matchmaking.Ranking.Features;
using Matchmaking.Ranking.Graph;
using Matchmaking.Ranking.Index;
using Matchmaking.Ranking.Models;
using Matchmaking.Ranking.Queries;
using Matchmaking.Ranking.Rankers;
using Matchmaking.Ranking.Relevance;

namespace Matchmaking.Ranking.Tests.Features;

/// <summary>A document of a portfolio, as tests write one.</summary>
internal sealed record Doc(string Source, double Cosine = 0.2, string? Date = "2025-01-01", decimal? Amount = null, string? Title = null)
{
    internal PortfolioDocument Written() => new(
        Source, null, Title, Date is null ? null : DateOnly.Parse(Date, CultureInfo.InvariantCulture), Amount, Title ?? Source);
}

/// <summary>The pairings that tests of features start from.</summary>
internal static class Pairings
{
    internal static Pairing Pair(
        Func<RankingQuery, RankingQuery>? query = null, Func<Candidate, Candidate>? candidate = null, int engagements = 0, params double[] cosines)
    {
        var profile = Samples.Profile(achievements: [.. cosines.Select((_, i) => Samples.Achievement("paper", $"成果{i}"))]);
        var entry = Samples.Entry(profile);
        var changed = candidate?.Invoke(entry.Item) ?? entry.Item;
        double[] all = [.. Enumerable.Repeat(0.05, Math.Max(0, changed.Documents.Count - cosines.Length)), .. cosines];
        return new Pairing(
            query?.Invoke(Samples.Query()) ?? Samples.Query(), changed, Relevance(all[..changed.Documents.Count]), Samples.Today, engagements);
    }

    internal static PortfolioRelevance Relevance(params double[] cosines) => new()
    {
        Bm25 = 0.09,
        WordBm25 = 0.08,
        BestDocumentBm25 = 0.07,
        Cosine = 0.08,
        Coverage = 0.3,
        RareCoverage = 0.4,
        TitleCoverage = 0.5,
        DescriptionCoverage = 0.3,
        IndicatorCoverage = 0.2,
        LatinCoverage = 0.1,
        Latent = 0.2,
        Technology = 0.3,
        TechnologyCoverage = 0.5,
        ExactTechnology = 0.2,
        DocumentCosines = cosines,
        DocumentCoverages = [.. cosines.Select(cosine => Math.Min(1, cosine))],
        DocumentTechnologies = cosines,
    };

    /// <summary>A portfolio of just these documents.</summary>
    internal static Pairing Holding(params Doc[] documents) => Pair(
        candidate: candidate => candidate with { Documents = [.. documents.Select(document => document.Written())] }, cosines: [.. documents.Select(document => document.Cosine)]);

    /// <summary>With another relevance of the texts.</summary>
    internal static Pairing Fitting(Func<PortfolioRelevance, PortfolioRelevance> change)
    {
        var pairing = Pair();
        return pairing with { Relevance = change(pairing.Relevance) };
    }

    /// <summary>As ranking pairs the demand with the self-description and the achievements, with the knowledge graph.</summary>
    internal static Pairing Matched(OpenDemand demand, TalentProfile profile)
    {
        var index = new CandidateIndex<Candidate>(CandidateFormat.Packed, KnowledgeGraph.Default);
        _ = index.Load([Samples.Entry(profile with { ResearchDirections = [] })]);
        var query = Samples.Query(demand);
        var maker = new PairingMaker(query, index.Current, Samples.Moment);
        return Assert.Single(ScorecardRanker.Pair(maker, query, index.Current, Samples.Moment, 1, PairScorer.Fixed)).Pairing;
    }

    /// <summary>What a reviewer reads.</summary>
    internal static Wording Told(this IFeature feature, Pairing pairing) => feature.Reason(pairing, feature.Value(pairing));
}
