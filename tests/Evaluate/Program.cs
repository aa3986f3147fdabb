using Matchmaking.Evaluate;

// 0: evaluated; 2: the call or a file is wrong, said in one line.
try
{
    if (args is ["--catalogue", .. var rest])
    {
        WriteCatalogue(rest);
        return 0;
    }

    if (args is ["--diagnose", .. var needs])
    {
        DiagnosisReport.Run(needs, Console.Out);
        return 0;
    }

    var options = EvaluateOptions.Parse(args);
    if (options is null)
    {
        Console.Out.WriteLine(OptionsPage.Text);
        return 0;
    }

    Evaluation.Run(options, Console.Out, Console.Error);
    return 0;
}
catch (EvaluateException error)
{
    Console.Error.WriteLine("evaluate: " + error.Message);
    return 2;
}

static void WriteCatalogue(string[] rest)
{
    switch (rest)
    {
        case []: FeaturePage.Write(Console.Out); break;
        case [var path] when !path.StartsWith('-'): OutputFile.Write(path, FeaturePage.Write); break;
        default: throw new EvaluateException("--catalogue is a call of its own, without other options");
    }
}
