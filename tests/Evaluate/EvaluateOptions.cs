using System.Globalization;

namespace Matchmaking.Evaluate;

/// <summary>The options of the command, checked.</summary>
internal sealed record EvaluateOptions
{
    internal string Talents { get; private set; } = "";

    internal string Demands { get; private set; } = "";

    internal string Qrels { get; private set; } = "";

    internal IReadOnlyList<string> Rankers { get; private set; } = RankerCatalogue.Present;

    /// <summary>The ranker that the others are compared with, pair by pair.</summary>
    internal string Baseline { get; private set; } = "bm25";

    /// <summary>Parts that the judged demands are dealt into for the learned ranker.</summary>
    internal int Folds { get; private set; } = 5;

    /// <summary>What trains the learned ranker; null for the preferred engine.</summary>
    internal string? Engine { get; private set; } = Environment.GetEnvironmentVariable("MATCHMAKING_ENGINE");

    internal int Seed { get; private set; } = 1;

    internal int Depth { get; private set; } = 1000;

    internal string? RunFile { get; private set; }

    internal string? JsonFile { get; private set; }

    /// <summary>The model that the ranker of that name ranks by.</summary>
    internal string? ModelFile { get; private set; }

    /// <summary>Where a model goes that is trained on all judged demands.</summary>
    internal string? SavedModelFile { get; private set; }

    /// <summary>Where the feature rows of the candidates go.</summary>
    internal string? FeatureFile { get; private set; }

    /// <summary>Orders demands for talents too, by the same scores.</summary>
    internal bool Reverse { get; private set; }

    /// <summary>Shows what degree, title and institution have to do with the lists.</summary>
    internal bool BlindReport { get; private set; }

    /// <summary>Shows what profiles gain that were made to win.</summary>
    internal bool AttackReport { get; private set; }

    /// <summary>Leaves documents in that demands were made from.</summary>
    internal bool KeepExcluded { get; private set; }

    /// <summary>Measures what families and features bring to the scorecard.</summary>
    internal bool Ablation { get; private set; }

    /// <summary>Shows how far points foretell that a pair is accepted.</summary>
    internal bool Calibration { get; private set; }

    /// <summary>The least grade that counts as accepted.</summary>
    internal int Accepted { get; private set; } = 2;

    /// <returns>Null when help was asked for.</returns>
    internal static EvaluateOptions? Parse(string[] arguments)
    {
        var options = new EvaluateOptions();
        for (var i = 0; i < arguments.Length; i += 2)
        {
            var name = arguments[i];
            if (options.TrySetFlag(name))
            {
                i--;
                continue;
            }

            if (name is "--help" or "-h")
            {
                return null;
            }

            if (i + 1 >= arguments.Length)
            {
                throw new EvaluateException($"{name} needs a value");
            }

            options.Set(name, arguments[i + 1]);
        }

        options.Check();
        return options;
    }

    private bool TrySetFlag(string name)
    {
        switch (name)
        {
            case "--reverse": Reverse = true; return true;
            case "--blind-report": BlindReport = true; return true;
            case "--attacks": AttackReport = true; return true;
            case "--keep-excluded": KeepExcluded = true; return true;
            case "--ablation": Ablation = true; return true;
            case "--calibration": Calibration = true; return true;
            case "--catalogue": throw new EvaluateException("--catalogue is a call of its own, without other options");
            default: return false;
        }
    }

    private void Set(string name, string value)
    {
        switch (name)
        {
            case "--talents": Talents = value; break;
            case "--demands": Demands = value; break;
            case "--qrels": Qrels = value; break;
            case "--rankers": Rankers = value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries); break;
            case "--baseline": Baseline = value; break;
            case "--folds": Folds = Number(name, value, 2); break;
            case "--engine": Engine = value; break;
            case "--model": ModelFile = value; break;
            case "--save-model": SavedModelFile = value; break;
            case "--accepted": Accepted = Number(name, value, 1); break;
            case "--seed": Seed = Number(name, value, 0); break;
            case "--depth": Depth = Number(name, value, 1); break;
            case "--run": RunFile = value; break;
            case "--json": JsonFile = value; break;
            case "--features": FeatureFile = value; break;
            default: throw new EvaluateException($"unknown option {name}; --help lists the options");
        }
    }

    private void Check()
    {
        foreach (var (name, path) in new[] { ("--talents", Talents), ("--demands", Demands), ("--qrels", Qrels) })
        {
            if (path.Length == 0)
            {
                throw new EvaluateException($"{name} is missing");
            }

            if (!File.Exists(path))
            {
                throw new EvaluateException($"{path}: no such file");
            }
        }

        if (Rankers.Count == 0)
        {
            throw new EvaluateException("--rankers names no ranker");
        }

        foreach (var ranker in Rankers.Append(Baseline))
        {
            if (!RankerCatalogue.Names.Contains(ranker))
            {
                throw new EvaluateException($"unknown ranker {ranker}; known are {string.Join(", ", RankerCatalogue.Names)}");
            }
        }

        CheckModel();
        if (Calibration && !Rankers.Any(RankerCatalogue.InPoints.Contains))
        {
            throw new EvaluateException($"--calibration is of points: name one of {string.Join(", ", RankerCatalogue.InPoints)} with --rankers");
        }

        if (RunFile is not null && Rankers.Count != 1)
        {
            throw new EvaluateException("--run writes the run of one ranker: name exactly one with --rankers");
        }
    }

    private void CheckModel()
    {
        if (ModelFile is null)
        {
            if (Rankers.Append(Baseline).Contains(RankerCatalogue.FromFile))
            {
                throw new EvaluateException("the ranker model needs its file: --model FILE");
            }

            return;
        }

        if (!File.Exists(ModelFile))
        {
            throw new EvaluateException($"{ModelFile}: no such file");
        }

        // Whoever names a file wants it measured.
        Rankers = Rankers.Contains(RankerCatalogue.FromFile) ? Rankers : [.. Rankers, RankerCatalogue.FromFile];
    }

    private static int Number(string name, string value, int least) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least
            ? number
            : throw new EvaluateException($"{name} must be a whole number from {least}, not {value}");
}
