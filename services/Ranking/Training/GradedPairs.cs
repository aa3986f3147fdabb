using Matchmaking.Learning;
using Matchmaking.Ranking.Candidates;
using Matchmaking.Ranking.Features;
using Matchmaking.Ranking.Index;
using Matchmaking.Ranking.Models;
using Matchmaking.Ranking.Queries;
using Matchmaking.Ranking.Rankers;

namespace Matchmaking.Ranking.Training;

/// <summary>Pairs of demand and candidate with the grade that people gave, demand by demand: what a model is trained and measured on.</summary>
internal sealed class GradedPairs
{
    private readonly List<double> points = [];
    private readonly List<int> groups = [];

    /// <summary>The features, grades and weights.</summary>
    internal TrainingRows Rows { get; } = new(FeatureRow.Columns);

    /// <summary>The scorecard's points of every row.</summary>
    internal IReadOnlyList<double> Points => points;

    /// <summary>For each demand what keeps it together with others, when demands are split: its enterprise.</summary>
    internal IReadOnlyList<int> Groups => groups;

    /// <summary>Demands.</summary>
    internal int Demands => groups.Count;

    /// <summary>Begins a demand; one without a pair must not be begun.</summary>
    internal void BeginDemand(int group)
    {
        Rows.BeginQuery();
        groups.Add(group);
    }

    /// <summary>Adds a demand with its candidates as they are ranked; one that has none is left out.</summary>
    /// <param name="group">What keeps it together with others.</param>
    /// <param name="query">The demand.</param>
    /// <param name="snapshot">The candidates.</param>
    /// <param name="moment">Today and the engagements in progress.</param>
    /// <param name="gradeOf">The grade of a candidate; 0 for who was not judged.</param>
    internal void AddDemand(int group, RankingQuery query, IndexSnapshot<Candidate> snapshot, RankingMoment moment, Func<Guid, int> gradeOf)
    {
        var candidates = ScorecardRanker.Pair(new PairingMaker(query, snapshot, moment), query, snapshot, moment, ScorecardRanker.LeastGenerated, PairScorer.Fixed);
        if (candidates.Length == 0)
        {
            return;
        }

        BeginDemand(group);
        var row = new float[FeatureRow.Columns.Count];
        foreach (var candidate in candidates)
        {
            FeatureRow.Read(candidate.Pairing, row);
            Add(row, candidate.Score.Points, gradeOf(candidate.Entry.Id));
        }
    }

    internal void Add(ReadOnlySpan<float> row, double scorecard, int grade, float weight = 1)
    {
        Rows.Add(row, grade, weight);
        points.Add(scorecard);
    }

    /// <summary>Adds all demands of another, as demands of other groups.</summary>
    internal void AddAll(GradedPairs other)
    {
        var (starts, first) = (other.Starts(), groups.Count == 0 ? 0 : groups.Max() + 1);
        for (var demand = 0; demand < other.Demands; demand++)
        {
            BeginDemand(first + other.groups[demand]);
            CopyRows(other, starts[demand], starts[demand + 1]);
        }
    }

    /// <summary>The first row of each demand, and behind the last one the count of all.</summary>
    internal int[] Starts()
    {
        var starts = new int[Demands + 1];
        for (var demand = 0; demand < Demands; demand++)
        {
            starts[demand + 1] = starts[demand] + Rows.QuerySizes[demand];
        }

        return starts;
    }

    /// <summary>Some of the demands.</summary>
    internal GradedPairs Where(Func<int, bool> demandIs)
    {
        var chosen = new GradedPairs();
        var starts = Starts();
        for (var demand = 0; demand < Demands; demand++)
        {
            if (!demandIs(demand))
            {
                continue;
            }

            chosen.BeginDemand(groups[demand]);
            chosen.CopyRows(this, starts[demand], starts[demand + 1]);
        }

        return chosen;
    }

    private void CopyRows(GradedPairs other, int from, int to)
    {
        for (var row = from; row < to; row++)
        {
            Add(other.Rows.Row(row), other.points[row], (int)other.Rows.Grades[row], other.Rows.Weights[row]);
        }
    }
}
