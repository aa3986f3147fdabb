using Matchmaking.Contracts.TalentProfiles;
using Matchmaking.Contracts.TechnologyDemands;
using Matchmaking.Knowledge.Graph;
using Matchmaking.Learning.Trees;
using Matchmaking.Ranking.Candidates;
using Matchmaking.Ranking.Exclusions;
using Matchmaking.Ranking.Explanations;
using Matchmaking.Ranking.Features;
using Matchmaking.Ranking.Graph;
using Matchmaking.Ranking.Index;
using Matchmaking.Ranking.Models;
using Matchmaking.Ranking.Tests.Models;

namespace Matchmaking.Ranking.Tests.Explanations;

/// <summary>Each kind of edit is told where it is what lifts an expert, and nothing is told where no edit does.</summary>
public sealed class WhatIfTests
{
    private const int Asked = 1;
    private const int Top = 5;

    // Nobody's numbers: the expert and eight others differ in the one thing that a test is about.
    private static IndexSnapshot<Candidate> Market(TalentProfile expert, Func<TalentProfile, TalentProfile> others)
    {
        var index = new CandidateIndex<Candidate>(CandidateFormat.Packed, KnowledgeGraph.Default);
        _ = index.Load([Samples.Entry(expert, Asked), .. Enumerable.Range(100, 8).Select(id => Samples.Entry(
            others(Expert($"第{id}组") with { Institute = new TalentInstitute($"1233000000000{id}A", $"第{id}研究院", "330206", "research_institute") }), id))]);
        return index.Current;
    }

    private static TalentProfile Expert(string name = "第99组", string text = "从事高阻隔聚酯薄膜研究，主攻双向拉伸与涂层，降低透氧率。", params TalentAchievement[] achievements) =>
        Samples.Profile($"{name}：{text}", achievements) with { ResearchDirections = [] };

    private static TalentProfile WithAmount(TalentProfile profile, decimal amount) =>
        profile with { Achievements = [Samples.Achievement("project", "聚酯薄膜双向拉伸涂层", amount: amount)] };

    private static TalentProfile WithKind(TalentProfile profile, string kind) => profile with { Achievements = [Samples.Achievement(kind, "聚酯薄膜双向拉伸涂层")] };

    private static WhatIf Ask(OpenDemand demand, IndexSnapshot<Candidate> market, PairScorer? scorer = null, CancellationToken cancellation = default) =>
        WhatIfSearch.Run(Samples.Query(demand), Samples.Id(Asked), market, Samples.Moment, _ => null, scorer ?? PairScorer.Fixed, Top, cancellation);

    private static int? RankIn(OpenDemand demand, IndexSnapshot<Candidate> market, PairScorer? scorer = null) =>
        RankedListMaker.Make(Samples.Query(demand), market, Samples.Moment, Top, scorer: scorer).Matches.FirstOrDefault(match => match.TalentId == Samples.Id(Asked))?.Rank;

    // One edit is told, it is that one, and who does what it says finds the expert where it says.
    private static DemandEdit Lifts(OpenDemand demand, IndexSnapshot<Candidate> market, PairScorer? scorer = null)
    {
        Assert.Null(RankIn(demand, market, scorer));
        var answer = Ask(demand, market, scorer);

        Assert.Equal((WhatIfStages.Found, WhyNotStages.BelowCut), (answer.Stage, answer.Now));
        var edit = Assert.Single(answer.Edits);
        Assert.Equal(answer.Rank, RankIn(Rewritten.By(demand, edit), market, scorer));
        Assert.Single(answer.Leaving);
        return edit;
    }

    // Ten points for whoever is above a threshold: what it asks about decides.
    private static PairScorer Decisive(string feature, float threshold) => SampleModels.Scorer(SampleModels.Stump(feature, threshold, 0, 2));

    [Fact]
    public void A_form_of_cooperation_that_the_expert_offers()
    {
        var edit = Lifts(Samples.Demand(), Market(Expert() with { ServiceModes = ["consulting"] }, other => other with { ServiceModes = ["joint_development"], Capacity = 2 }));

        Assert.Equal((EditKinds.AddCooperationMode, DemandParts.CooperationModes, "consulting"), (edit.Kind, edit.Part, edit.Added));
        Assert.Equal(("合作方式增加“技术咨询”，专家可以提供", "Accept consulting as a form of cooperation too: the expert offers it"), (edit.Instruction, edit.InstructionEnglish));
    }

    [Fact]
    public void The_field_of_the_expert()
    {
        var edit = Lifts(Samples.Demand(), Market(Expert() with { Fields = ["405"] }, other => other));

        Assert.Equal((EditKinds.ChangeField, "403", "405"), (edit.Kind, edit.Removed, edit.Added));
    }

    [Fact]
    public void A_budget_of_the_size_that_the_expert_has_handled()
    {
        var market = Market(WithAmount(Expert(), 3_000_000) with { Capacity = 2 }, other => WithAmount(other, 300_000));

        var edit = Lifts(Samples.Demand(), market, Decisive("budget_fit", 0.95f));

        // Half of three million, in whole ten thousands: from there on the fit is full.
        Assert.Equal((EditKinds.RaiseBudget, "800000", "1510000"), (edit.Kind, edit.Removed, edit.Added));
        Assert.Equal(
            ("预算由80万元提高到151万元，接近专家做过的规模", "Raise the budget from CNY 800,000 to CNY 1,510,000, close to what the expert has handled"),
            (edit.Instruction, edit.InstructionEnglish));
    }

    [Fact]
    public void A_budget_open_to_negotiation_where_others_have_handled_it()
    {
        var market = Market(WithAmount(Expert(), 9_000_000), other => WithAmount(other, 800_000) with { Capacity = 2 });

        var edit = Lifts(Samples.Demand(), market);

        Assert.Equal((EditKinds.MakeBudgetNegotiable, "800000", null), (edit.Kind, edit.Removed, edit.Added));
    }

    [Fact]
    public void A_later_deadline_where_a_model_holds_the_haste_against_the_expert()
    {
        var columns = FeatureRow.Columns.Select(column => column.Name).ToList();
        var (time, capacity) = (columns.IndexOf("time_left"), columns.IndexOf("free_capacity"));
        // In haste nothing is added; with time enough, ten points for who has free capacity.
        var tree = new RegressionTree([time, -1, capacity, -1, -1], [0.9f, 0, 0.9f, 0, 0], [true, false, true, false, false], [1, -1, 3, -1, -1], [2, -1, 4, -1, -1], [0, 0, 0, 0, 2], [4, 2, 2, 1, 1]);
        var model = SampleModels.Stump("time_left", 0.9f, 0, 1);
        var scorer = SampleModels.Scorer(model with { Ensemble = model.Ensemble with { Trees = [tree] } });
        var market = Market(Expert("第99组", "从事聚酯薄膜研究，主攻双向拉伸与涂层。") with { Capacity = 6 }, other => other with { Capacity = 1 });

        var edit = Lifts(Samples.Demand() with { Deadline = new DateOnly(2027, 6, 30) }, market, scorer);

        Assert.Equal((EditKinds.ExtendDeadline, "2027-06-30", "2028-10-31"), (edit.Kind, edit.Removed, edit.Added));
    }

    [Fact]
    public void The_readiness_that_the_expert_has_worked_at()
    {
        var market = Market(WithKind(Expert(), "paper"), other => WithKind(other, "product"));

        var edit = Lifts(Samples.Demand() with { TrlWanted = 8 }, market, Decisive("readiness_fit", 0.9f));

        Assert.Equal((EditKinds.ChangeTrl, "8", "3"), (edit.Kind, edit.Removed, edit.Added));
    }

    [Fact]
    public void An_indicator_less_that_the_expert_does_not_name()
    {
        var demand = Samples.Demand() with { Indicators = [new DemandIndicator("雾度", "<=", 4, null, "%"), new DemandIndicator("热收缩率", "<=", 1.5m, null, "%")] };
        var market = Market(Expert("第99组", "从事高阻隔聚酯薄膜研究，主攻双向拉伸与涂层，降低雾度。"), other => other with { Text = other.Text.Replace("透氧率", "热收缩率", StringComparison.Ordinal) });

        var edit = Lifts(demand, market, Decisive("indicator_coverage", 0.95f));

        Assert.Equal((EditKinds.DropIndicator, "热收缩率 ≤1.5%"), (edit.Kind, edit.Removed));
    }

    [Fact]
    public void A_sentence_less_that_the_expert_shows_nothing_of()
    {
        var demand = Samples.Demand(description: "双向拉伸聚酯薄膜透氧率偏高，希望降低到1以下。膜卷分切时静电吸尘严重。");
        var market = Market(Expert(), other => other with { Text = other.Text.Replace("。", "，也治理膜卷分切静电吸尘。", StringComparison.Ordinal) });

        var edit = Lifts(demand, market);

        Assert.Equal((EditKinds.DropText, DemandParts.Description, "膜卷分切时静电吸尘严重。"), (edit.Kind, edit.Part, edit.Removed));
    }

    [Fact]
    public void A_technology_that_the_expert_shows_beside_the_subject()
    {
        var market = Market(Expert("第99组", "从事聚酯薄膜研究，主攻双向拉伸与原子层沉积。"), other => other);

        var edit = Lifts(Samples.Demand(), market);

        Assert.Equal((EditKinds.NameTechnology, "原子层沉积"), (edit.Kind, edit.Added));
    }

    [Fact]
    public void A_twin_is_passed_by_what_only_the_expert_offers()
    {
        var expert = Expert() with { ServiceModes = ["consulting"], Capacity = 2 };
        var market = Samples.Index(Samples.Entry(expert, Asked), Samples.Entry(expert with { ServiceModes = ["training"], Capacity = 3 }, 2));

        var answer = Ask(Samples.Demand(), market);

        Assert.Equal((WhatIfStages.Found, WhyNotStages.Twin, 1), (answer.Stage, answer.Now, answer.Rank));
        Assert.Equal((EditKinds.AddCooperationMode, Samples.Id(2)), (Assert.Single(answer.Edits).Kind, Assert.Single(answer.Leaving)));
    }

    [Fact]
    public void Who_is_listed_needs_no_edit()
    {
        var answer = Ask(Samples.Demand(), Market(Expert(), other => other with { Text = "拉伸试验机租赁。" }));

        Assert.Equal((WhatIfStages.Listed, 1, 0), (answer.Stage, answer.Rank, answer.Rerankings));
        Assert.Empty(answer.Edits);
    }

    [Fact]
    public void What_rules_forbid_no_edit_of_the_need_allows()
    {
        var refused = Ask(Samples.Demand(), Market(Expert() with { Consent = false, Capacity = 0 }, other => other));
        var own = Ask(Samples.Demand() with { Enterprise = new DemandEnterprise("12330000000000001A", "甬江先进材料研究院", "330604", "C26") }, Market(Expert(), other => other));

        Assert.Equal((WhatIfStages.Excluded, 0), (refused.Stage, refused.Edits.Count));
        Assert.Equal([Exclusion.NoConsent, Exclusion.NoCapacity], refused.Exclusions);
        Assert.Equal((WhatIfStages.Excluded, Exclusion.OwnInstitute), (own.Stage, Assert.Single(own.Exclusions)));
        Assert.Equal([Exclusion.NotInIndex], Ask(Samples.Demand(), Samples.Index(Samples.Entry(Expert(), 2))).Exclusions);
    }

    [Fact]
    public void Nothing_lifts_a_stranger()
    {
        var market = Market(Expert("第99组", "社区老年慢病管理，兼做康复训练。") with { Fields = ["207"] }, other => other);

        var answer = Ask(Samples.Demand(), market);

        Assert.Equal((WhatIfStages.NoneFound, true), (answer.Stage, answer.IsComplete));
        Assert.Empty(answer.Edits);
    }

    [Fact]
    public void The_same_question_has_the_same_answer()
    {
        var market = Market(Expert("第99组", "从事聚酯薄膜研究，主攻双向拉伸与原子层沉积。"), other => other);
        static string Told(WhatIf answer) => System.Text.Json.JsonSerializer.Serialize(answer);

        Assert.Equal(Told(Ask(Samples.Demand(), market)), Told(Ask(Samples.Demand(), market)));
    }

    [Fact]
    public void A_question_that_nobody_waits_for_is_given_up()
    {
        using var gone = new CancellationTokenSource();
        gone.Cancel();

        Assert.Throws<OperationCanceledException>(() => Ask(Samples.Demand(), Market(Expert("第99组", "从事聚酯薄膜双向拉伸。"), other => other), cancellation: gone.Token));
    }
}
