using Matchmaking.Learning.Trees;

namespace Matchmaking.Learning;

/// <summary>Trains a ranker of boosted trees (LambdaMART; Burges, From RankNet to LambdaRank to LambdaMART, 2010). One implementation for each engine.</summary>
public interface IRankerTrainer
{
    /// <summary>Short name, as settings use it: xgboost or mlnet.</summary>
    string Name { get; }

    /// <summary>Engine, its version and objective, as models carry it.</summary>
    string Version { get; }

    /// <summary>Trains. Equal rows and settings give an equal <see cref="TreeEnsemble.Digest"/> with one version of the engine on one machine.</summary>
    /// <param name="rows">At least two rows of different grades in some query.</param>
    /// <param name="settings">How trees are grown.</param>
    /// <param name="cancellation">Ends the training between two trees where the engine can, else before it.</param>
    /// <exception cref="TrainingException">The rows tell nothing apart, or the engine says no; the message says which.</exception>
    ITrainedRanker Train(TrainingRows rows, TrainingSettings settings, CancellationToken cancellation = default);
}

/// <summary>What an engine has trained, while the engine still holds it.</summary>
public interface ITrainedRanker : IDisposable
{
    /// <summary>The model, independent of the engine.</summary>
    TreeEnsemble Ensemble { get; }

    /// <summary>The engine's own scores of some rows: what the evaluator is held to.</summary>
    /// <param name="rows">Of the same columns.</param>
    float[] Score(TrainingRows rows);
}
