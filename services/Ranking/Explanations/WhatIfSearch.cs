using Matchmaking.Ranking.Candidates;
using Matchmaking.Ranking.Encoders;
using Matchmaking.Ranking.Features;
using Matchmaking.Ranking.Index;
using Matchmaking.Ranking.Models;
using Matchmaking.Ranking.Queries;
using Matchmaking.Ranking.Rankers;

namespace Matchmaking.Ranking.Explanations;

/// <summary>
/// Searches the smallest change of a need that lifts an expert into its list: single edits first, then two, then three, and of equally many those that
/// cost the least. Which sets are worth a list is seen by scoring the expert beside the listed; an answer is only what a whole list, made for the edited
/// need, has shown.
/// </summary>
internal sealed class WhatIfSearch
{
    /// <summary>Edits of an answer at most.</summary>
    internal const int MostEdits = 3;

    // All lists of a question. Nearly every set that is ahead of the listed proves right, so that more only help where the expert is no candidate.
    internal const int MostRerankings = 60;

    // Characters of edited needs scored beside the listed. All sets of a need of the seeds take a twelfth of it; one of 20,000 characters took ten seconds without a limit.
    private const int MostRead = 1_000_000;

    // Who stands right behind a list comes up by the same edits as often as not.
    private const int RivalLists = 2;

    // Of more than the twelve best single edits few hundred sets would become thousands.
    private const int MostCombined = 12;

    private readonly RankingQuery query;
    private readonly Guid talentId;
    private readonly Func<RankingQuery, RankedList> rank;
    private readonly Func<RankingQuery, Standing> stand;
    private readonly CancellationToken cancellation;
    private int rerankings;
    private int read;

    private WhatIfSearch(RankingQuery query, Guid talentId, Func<RankingQuery, RankedList> rank, Func<RankingQuery, Standing> stand, CancellationToken cancellation) =>
        (this.query, this.talentId, this.rank, this.stand, this.cancellation) = (query, talentId, rank, stand, cancellation);

    /// <summary>Answers for one expert.</summary>
    /// <param name="query">The need.</param>
    /// <param name="talentId">The expert.</param>
    /// <param name="snapshot">The candidates.</param>
    /// <param name="moment">Today and the engagements in progress.</param>
    /// <param name="encode">Places a need by the external encoder; gives null without one.</param>
    /// <param name="scorer">What pairs are worth.</param>
    /// <param name="top">The most matches of the list.</param>
    /// <param name="cancellation">Ends the search.</param>
    /// <exception cref="OperationCanceledException">The search was ended.</exception>
    internal static WhatIf Run(
        RankingQuery query,
        Guid talentId,
        IndexSnapshot<Candidate> snapshot,
        RankingMoment moment,
        Func<RankingQuery, EncodedDemand?> encode,
        PairScorer scorer,
        int top = RankedListMaker.DefaultTop,
        CancellationToken cancellation = default)
    {
        var encoded = encode(query);
        var now = WhyNot.Find(query, talentId, snapshot, moment, encoded, scorer, top);
        if (now.Stage is WhyNotStages.Excluded or WhyNotStages.Listed)
        {
            var stage = now.Stage == WhyNotStages.Listed ? WhatIfStages.Listed : WhatIfStages.Excluded;
            return new WhatIf(stage, now.Stage, now.Exclusions, [], now.Rank, now.Score, now.Score, [], [], 0, true);
        }

        RankedList Rank(RankingQuery edited) => RankedListMaker.Make(edited, snapshot, moment, top, encode(edited), scorer);
        var list = Rank(query).Matches.Select(match => match.TalentId).ToArray();
        var contest = now.TwinOf is { } twin
            ? new Contest(snapshot, moment, scorer, talentId, [twin], 1)
            : new Contest(snapshot, moment, scorer, talentId, Rivals(RankedListMaker.Make(query, snapshot, moment, RivalLists * top, encoded, scorer), talentId), top);
        var maker = new PairingMaker(query, snapshot, moment, encoded);
        var place = snapshot.Locate(talentId)!.Value;
        var proposals = EditProposals.For(
            maker.Make(place, snapshot.EntryAt(place)), new PhraseWeights(maker.Bound), new NamedTechnologies(snapshot.Graph, maker.Bound.Technologies), snapshot.Graph);

        // Beside the listed a need is scored as its encoder placed it before the edits: only lists are worth asking an external one.
        var search = new WhatIfSearch(query, talentId, Rank, edited => contest.Of(edited, encoded), cancellation);
        return search.Find(proposals) is { } found
            ? new WhatIf(
                WhatIfStages.Found, now.Stage, [], [.. found.Edits.Select(edit => edit.Edit)], found.Rank, found.Score, now.Score,
                [.. list.Except(found.List)], [.. found.List.Except(list).Where(id => id != talentId)], search.rerankings, true)
            : new WhatIf(WhatIfStages.NoneFound, now.Stage, [], [], null, null, now.Score, [], [], search.rerankings, search.rerankings < MostRerankings && search.read < MostRead);
    }

    private static IEnumerable<Guid> Rivals(RankedList list, Guid talentId) => list.Matches.Select(match => match.TalentId).Where(id => id != talentId);

    private Lift? Find(IReadOnlyList<ProposedEdit> proposals)
    {
        var singles = Standings(proposals.Select(proposal => new[] { proposal }));
        if (Verified(singles) is { } single)
        {
            return single;
        }

        // What leaves the expert where the expert was, or further behind, adds nothing to others either.
        var before = stand(query).Lead;
        var helping = singles.Where(set => set.Standing.Lead > before).OrderByDescending(set => set.Standing.Lead).Take(MostCombined).Select(set => set.Edits[0]).ToHashSet();
        ProposedEdit[] pool = [.. proposals.Where(helping.Contains)];
        for (var size = 2; size <= MostEdits; size++)
        {
            if (Verified(Standings(SetsOf(pool, size))) is { } found)
            {
                return Smallest(found);
            }
        }

        return null;
    }

    private List<EditSet> Standings(IEnumerable<ProposedEdit[]> sets)
    {
        var standings = new List<EditSet>();
        foreach (var edits in sets)
        {
            cancellation.ThrowIfCancellationRequested();
            if (read >= MostRead)
            {
                break;
            }

            if (Edited(edits) is var edited && TextCuts.KeepHalf(query, edited))
            {
                read += edited.Texts.Sum(text => text.Length);
                standings.Add(new EditSet(edits, edited, stand(edited)));
            }
        }

        return standings;
    }

    // The first, by cost and then by lead, that a list proves right. The sort is stable, so that of equals the first proposed comes first.
    private Lift? Verified(IEnumerable<EditSet> sets) => sets.Where(set => set.Standing.MayBeListed)
        .OrderBy(set => set.Cost).ThenByDescending(set => set.Standing.Lead)
        .TakeWhile(_ => rerankings < MostRerankings)
        .Select(Lifted).FirstOrDefault(lift => lift is not null);

    // Where a set was found, all that leave out one or two of its edits are tried by lists too, whatever the contest said of them.
    private Lift Smallest(Lift found)
    {
        for (var size = 1; size < found.Edits.Length; size++)
        {
            foreach (var edits in SetsOf(found.Edits, size).OrderBy(edits => edits.Sum(edit => edit.Edit.Cost)))
            {
                if (Lifted(new EditSet(edits, Edited(edits), default)) is { } smaller)
                {
                    return smaller;
                }
            }
        }

        return found;
    }

    private Lift? Lifted(EditSet set)
    {
        cancellation.ThrowIfCancellationRequested();
        rerankings++;
        var matches = rank(set.Query).Matches;
        return matches.FirstOrDefault(match => match.TalentId == talentId) is { } match
            ? new Lift(set.Edits, match.Rank, match.Score, [.. matches.Select(other => other.TalentId)])
            : null;
    }

    private RankingQuery Edited(ProposedEdit[] edits) => EditedDemand.Of(query, edits.Select(edit => edit.Edit));

    private static IEnumerable<ProposedEdit[]> SetsOf(ProposedEdit[] pool, int size, int from = 0) => size == 0
        ? [[]]
        : Enumerable.Range(from, pool.Length - from).SelectMany(i => SetsOf(pool, size - 1, i + 1).Where(rest => !Array.Exists(rest, pool[i].Meets)).Select(rest => (ProposedEdit[])[pool[i], .. rest]));

    private sealed record EditSet(ProposedEdit[] Edits, RankingQuery Query, Standing Standing)
    {
        internal int Cost => Edits.Sum(edit => edit.Edit.Cost);
    }

    private sealed record Lift(ProposedEdit[] Edits, int Rank, double Score, Guid[] List);
}
