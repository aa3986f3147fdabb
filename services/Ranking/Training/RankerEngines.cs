using Matchmaking.Learning;
using Matchmaking.Learning.XgBoost;

namespace Matchmaking.Ranking.Training;

/// <summary>
/// The engines that can train here. ML.NET is in the build where the package feed served it (property MlNet), XGBoost on the machine where its
/// library is. Lists are made without either: a model is trees, and they are walked by our own code.
/// </summary>
public static class RankerEngines
{
    /// <summary>Every name there is, built or not.</summary>
    public static readonly IReadOnlyList<string> Names = ["mlnet", "xgboost"];

    /// <summary>Those that can train, the preferred one first.</summary>
    public static IReadOnlyList<IRankerTrainer> Present { get; } = [.. Find()];

    /// <summary>The engine that was asked for, or the preferred one.</summary>
    /// <param name="name">mlnet or xgboost; null or empty for the preferred one.</param>
    /// <exception cref="TrainingException">It cannot be had; the message says why and what to do.</exception>
    public static IRankerTrainer Choose(string? name)
    {
        if (string.IsNullOrEmpty(name))
        {
            return Present.Count > 0 ? Present[0] : throw new TrainingException($"No engine can train here. {WhyNot("mlnet")} {WhyNot("xgboost")}");
        }

        return Present.FirstOrDefault(engine => engine.Name == name)
            ?? throw new TrainingException(Names.Contains(name) ? WhyNot(name) : $"There is no engine {name}; known are {string.Join(", ", Names)}.");
    }

    private static IEnumerable<IRankerTrainer> Find()
    {
#if MLNET
        yield return new Matchmaking.Learning.MlNet.FastTreeTrainer();
#endif
        if (XgBoostTrainer.IsPresent)
        {
            yield return new XgBoostTrainer();
        }
    }

    private static string WhyNot(string name) => name == "mlnet"
        ? "ML.NET is not in this build: the package feed did not serve Microsoft.ML when it was built."
        : "XGBoost is not on this machine: the library libxgboost.so.0 is missing (Debian package libxgboost0).";
}
