namespace Matchmaking.Learning;

/// <summary>A model could not be trained; the message says what to mend.</summary>
public sealed class TrainingException : Exception
{
    /// <summary>With the reason.</summary>
    public TrainingException(string message)
        : base(message)
    {
    }

    /// <summary>With the reason and what lies under it.</summary>
    public TrainingException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
