using Matchmaking.Learning.Trees;

namespace Matchmaking.Ranking.Models;

/// <summary>
/// A learned ranker over the scorecard as prior: points = <see cref="ScorecardShare"/> times the scorecard's + <see cref="PointsPerUnit"/> times what
/// the trees say more than on average. Little data learns little and leaves the scorecard a great share; a model that learned nothing ranks as the
/// scorecard does. <see cref="RankingModelFile"/> writes and reads it.
/// </summary>
/// <param name="Ensemble">The trees, over columns named as features.</param>
/// <param name="ScorecardShare">What every point of the scorecard counts, 0 to 1; chosen on demands that the trees had not seen.</param>
/// <param name="PointsPerUnit">Points that one unit of the trees' score is worth, from 0: the rest of the share, on the scorecard's scale.</param>
/// <param name="Origin">What it was trained on and how.</param>
public sealed record RankingModel(TreeEnsemble Ensemble, double ScorecardShare, double PointsPerUnit, ModelOrigin Origin)
{
    /// <summary>Names the model: all that changes a score, and where it comes from. Metrics and dates are told beside it.</summary>
    public string Digest => RankingModelFile.DigestOf(this);
}

/// <summary>What a model was trained on and how.</summary>
/// <param name="Kind">See <see cref="ModelKinds"/>.</param>
/// <param name="Scorecard">Digest of the scorecard that it corrects: over another one it means nothing.</param>
/// <param name="Rows">Digest of the training rows.</param>
/// <param name="Demands">Demands among them.</param>
/// <param name="Pairs">Rows.</param>
/// <param name="Settings">How trees were grown, in words.</param>
public sealed record ModelOrigin(string Kind, string Scorecard, string Rows, int Demands, int Pairs, string Settings);

/// <summary>The codes of <see cref="ModelOrigin.Kind"/>.</summary>
public static class ModelKinds
{
    /// <summary>Trained on the seeds' judgements, before anybody decided anything.</summary>
    public const string Bootstrap = "bootstrap";

    /// <summary>Trained on decisions of reviewers and what became of them.</summary>
    public const string Decisions = "decisions";
}
