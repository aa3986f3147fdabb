using Matchmaking.Contracts.TechnologyDemands;
using Matchmaking.Ranking.Explanations;
using Matchmaking.Ranking.Features;
using Matchmaking.Ranking.Models;
using Matchmaking.Ranking.Rankers;

namespace Matchmaking.Ranking.Tests.Explanations;

/// <summary>Answers for experts who stand right behind a short list of the seeds, or some places further down.</summary>
public sealed class WhatIfOverSeedsTests(Seeds seeds) : IClassFixture<Seeds>
{
    private const int Top = 5;
    private const int Pairs = 40;

    [Fact]
    public void Every_answer_is_verified_by_writing_the_need_anew_and_no_part_of_it_is_enough() => Verify(PairScorer.Fixed, least: 34);

    public static TheoryData<string> Engines => SeedModels.Engines;

    [Theory]
    [MemberData(nameof(Engines))]
    public void The_same_holds_with_a_learned_model(string engine) => Verify(SeedModels.By(engine), least: 30);

    [Fact]
    public void Where_more_than_one_edit_is_told_or_none_no_proposed_one_is_enough()
    {
        var checkedPairs = 0;
        foreach (var (demand, talent) in Below(PairScorer.Fixed))
        {
            var query = Seeds.Query(demand);
            if (Ask(demand, talent, PairScorer.Fixed).Edits.Count == 1)
            {
                continue;
            }

            var snapshot = seeds.Index.Current;
            var maker = new PairingMaker(query, snapshot, seeds.Moment);
            var place = snapshot.Locate(talent)!.Value;
            var proposals = EditProposals.For(
                maker.Make(place, snapshot.EntryAt(place)), new PhraseWeights(maker.Bound), new NamedTechnologies(snapshot.Graph, maker.Bound.Technologies), snapshot.Graph);
            Assert.All(proposals, proposal => Assert.Null(Place(demand, talent, PairScorer.Fixed, [proposal.Edit])));
            checkedPairs++;
        }

        Assert.InRange(checkedPairs, 3, Pairs);
    }

    [Fact]
    public void A_need_as_long_as_the_service_takes_them_is_not_searched_without_end()
    {
        var (id, first) = seeds.Demands[0];
        var longest = (id, first with { Description = string.Concat(seeds.Demands.Select(demand => demand.Open.Description))[..20_000] });
        var far = new ScorecardRanker().Rank(Seeds.Query(longest), seeds.Index.Current, seeds.Moment, 100)[60].Entry.Id;

        var answer = Ask(longest, far, PairScorer.Fixed);

        Assert.Equal((WhatIfStages.NoneFound, false), (answer.Stage, answer.IsComplete));
    }

    private void Verify(PairScorer scorer, int least)
    {
        var found = 0;
        var pairs = Below(scorer).ToArray();
        foreach (var (demand, talent) in pairs)
        {
            var answer = Ask(demand, talent, scorer);
            Assert.InRange(answer.Rerankings, 0, WhatIfSearch.MostRerankings + 6);
            if (answer.Stage == WhatIfStages.NoneFound)
            {
                Assert.Empty(answer.Edits);
                continue;
            }

            found++;
            Assert.Equal(WhatIfStages.Found, answer.Stage);
            Assert.InRange(answer.Edits.Count, 1, WhatIfSearch.MostEdits);
            var before = List(demand.Open, demand.Id, scorer).Matches.Select(match => match.TalentId).ToArray();
            var after = List(Rewritten.By(demand.Open, answer.Edits), demand.Id, scorer).Matches;
            var match = Assert.Single(after, match => match.TalentId == talent);
            Assert.Equal((answer.Rank, answer.Score), (match.Rank, match.Score));
            Assert.Equal(before.Except(after.Select(other => other.TalentId)), answer.Leaving);
            Assert.Equal(after.Select(other => other.TalentId).Except(before).Where(id => id != talent), answer.Joining);
            Assert.All(Parts(answer.Edits), part => Assert.Null(Place(demand, talent, scorer, part)));
        }

        Assert.Equal(Pairs, pairs.Length);
        Assert.True(found >= least, $"{found} of {Pairs} were lifted");
    }

    // Every choice of some of the edits: neither none nor all.
    private static IEnumerable<DemandEdit[]> Parts(IReadOnlyList<DemandEdit> edits) =>
        Enumerable.Range(0, (1 << edits.Count) - 1).Select(chosen => edits.Where((_, i) => (chosen & (1 << i)) != 0).ToArray());

    private int? Place((Guid Id, OpenDemand Open) demand, Guid talent, PairScorer scorer, DemandEdit[] edits) =>
        List(Rewritten.By(demand.Open, edits), demand.Id, scorer).Matches.FirstOrDefault(match => match.TalentId == talent)?.Rank;

    private RankedList List(OpenDemand demand, Guid id, PairScorer scorer, int top = Top) =>
        RankedListMaker.Make(Seeds.Query((id, demand)), seeds.Index.Current, seeds.Moment, top, scorer: scorer);

    private WhatIf Ask((Guid Id, OpenDemand Open) demand, Guid talent, PairScorer scorer) =>
        WhatIfSearch.Run(Seeds.Query(demand), talent, seeds.Index.Current, seeds.Moment, _ => null, scorer, Top);

    // The first behind the list and the fifth, of as many demands as have them.
    private IEnumerable<((Guid Id, OpenDemand Open) Demand, Guid Talent)> Below(PairScorer scorer) => seeds.Demands
        .SelectMany(demand => List(demand.Open, demand.Id, scorer, Top + 8).Matches.Skip(Top).Where((_, i) => i % 4 == 0).Select(match => (demand, match.TalentId)))
        .Where(pair => List(pair.demand.Open, pair.demand.Id, scorer).Matches.All(match => match.TalentId != pair.TalentId))
        .Take(Pairs);
}
