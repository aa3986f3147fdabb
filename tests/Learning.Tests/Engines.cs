using Matchmaking.Learning.XgBoost;

namespace Matchmaking.Learning.Tests;

/// <summary>The engines of this build and machine: the contract is tested on every one of them.</summary>
public static class Engines
{
    public static IReadOnlyList<IRankerTrainer> Present { get; } = [.. All().Where(engine => engine.IsPresent).Select(engine => engine.Trainer!)];

    /// <summary>By name, as rows of a theory: the name of the test then says which engine it ran on.</summary>
    public static TheoryData<string> Names => [.. Present.Select(trainer => trainer.Name)];

    public static IRankerTrainer Named(string name) => Present.Single(trainer => trainer.Name == name);

    private static IEnumerable<(bool IsPresent, IRankerTrainer? Trainer)> All()
    {
        yield return (XgBoostTrainer.IsPresent, new XgBoostTrainer());
#if MLNET
        yield return (true, new MlNet.FastTreeTrainer());
#endif
    }
}

/// <summary>A test that tells, as skipped and in one line, of an engine that is not there.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class EngineFactAttribute : FactAttribute
{
    public EngineFactAttribute(string engine)
    {
        if (Engines.Present.All(trainer => trainer.Name != engine))
        {
            Skip = engine == "mlnet" ? "Microsoft.ML is not on the package feed: the ML.NET engine was not built" : "libxgboost.so.0 is not on this machine";
        }
    }
}
