namespace Matchmaking.Harness;

/// <summary>What is wrong with a request.</summary>
public enum Wrong
{
    Json,
    MissingField,
    TooLong,
    CheckDigit,
    UnknownCode,
    OutOfRange,
    UnknownField,
    Type,
    Nul,
    ContentType,
    Oversized,
    Query,
    Address,
}
