using Matchmaking.Evaluate;

// 0: evaluated; 2: the call or a file is wrong, said in one line.
try
{
    var options = EvaluateOptions.Parse(args);
    if (options is null)
    {
        Console.Out.WriteLine(EvaluateOptions.Usage);
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
