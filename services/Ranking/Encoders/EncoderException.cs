namespace Matchmaking.Ranking.Encoders;

/// <summary>The encoder did not do its work. The message never holds what was sent or answered: answers may repeat texts and keys.</summary>
internal sealed class EncoderException(string message, EncoderFault fault, TimeSpan? retryAfter = null, Exception? cause = null) : Exception(message, cause)
{
    internal EncoderFault Fault { get; } = fault;

    /// <summary>How long the encoder asked to be left alone.</summary>
    internal TimeSpan? RetryAfter { get; } = retryAfter;
}

/// <summary>What may help.</summary>
internal enum EncoderFault
{
    /// <summary>Trying again.</summary>
    Passing,

    /// <summary>Mending the encoder or its settings.</summary>
    Lasting,

    /// <summary>Another text: the encoder itself is well.</summary>
    Text,
}
