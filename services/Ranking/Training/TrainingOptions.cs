using System.ComponentModel.DataAnnotations;

namespace Matchmaking.Ranking.Training;

/// <summary>How ranking models come about.</summary>
public sealed class TrainingOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Training";

    /// <summary>mlnet or xgboost; empty takes the first that is here.</summary>
    [RegularExpression("mlnet|xgboost")]
    public string? Engine { get; set; }

    /// <summary>Whether a first start trains a model on the seeds' judgements and ranks by it. Without an engine the scorecard ranks alone.</summary>
    public bool Bootstrap { get; set; } = true;

    /// <summary>After how many more decisions a training is due by itself; 0 trains only when asked.</summary>
    [Range(0, 1_000_000)]
    public int EveryDecisions { get; set; } = 200;

    /// <summary>Whether a model that has passed the gate ranks at once. Else a person promotes it.</summary>
    public bool PromoteAutomatically { get; set; }

    /// <summary>How often a replica looks for another promotion, and for a training that somebody asked another replica for.</summary>
    [Range(1, 3600)]
    public int PollSeconds { get; set; } = 5;
}
