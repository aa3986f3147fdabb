using Matchmaking.Ranking.Candidates;
using Matchmaking.Ranking.Encoders;
using Matchmaking.Ranking.Index;
using Matchmaking.Ranking.Queries;
using Matchmaking.Ranking.Rankers;
using Matchmaking.Ranking.Relevance;

namespace Matchmaking.Ranking.Features;

/// <summary>Makes pairings of one demand with candidates of one snapshot, in both directions the same. Not for use by several threads at once.</summary>
internal sealed class PairingMaker
{
    private readonly RankingQuery query;
    private readonly RankingMoment moment;
    private readonly EncodedDemand? encoded;
    private readonly PortfolioMatcher<Candidate> matcher;
    private readonly CopyFinder copies;
    private readonly string[] namedFields;

    internal PairingMaker(RankingQuery query, IndexSnapshot<Candidate> snapshot, RankingMoment moment, EncodedDemand? encoded = null)
    {
        this.query = query;
        this.moment = moment;
        this.encoded = encoded;
        Bound = BoundQuery.Bind(query, snapshot);
        matcher = new PortfolioMatcher<Candidate>(snapshot, Bound);
        copies = new CopyFinder(query.Texts);
        namedFields = [.. Bound.Technologies.Wanted.OrderByDescending(wanted => wanted.Weight)
            .SelectMany(wanted => snapshot.Graph!.Technologies[wanted.Technology].Fields).Distinct()];
    }

    /// <summary>The demand's terms in the snapshot.</summary>
    internal BoundQuery Bound { get; }

    internal Pairing Make(EntryPlace place, Indexed<Candidate> entry)
    {
        var relevance = matcher.Match(place);
        var copied = Copied(relevance, entry.Item);
        if (copied is not null)
        {
            relevance = matcher.Match(place, copied) with { CopiedDocuments = copied.Count(isCopy => isCopy) };
        }

        if (encoded is not null)
        {
            relevance = relevance with { Encoded = encoded.NearnessOf(entry.Id, entry.Revision, copied) };
        }

        return new Pairing(query, entry.Item, relevance, moment.Today, moment.EngagementsOf(entry.Id)) { NamedFields = namedFields };
    }

    // Null when no document was copied, which nearly always is the case and costs two comparisons a document.
    private bool[]? Copied(PortfolioRelevance relevance, Candidate candidate)
    {
        bool[]? copied = null;
        for (var i = 0; i < candidate.Documents.Count; i++)
        {
            if (copies.IsCopy(candidate.Documents[i], relevance.DocumentMatches[i], relevance.DocumentCoverages[i], relevance.DocumentCosines[i]))
            {
                (copied ??= new bool[candidate.Documents.Count])[i] = true;
            }
        }

        return copied;
    }
}
