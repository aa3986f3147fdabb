namespace Matchmaking.Ranking.Features;

/// <summary>One thing said in both languages. They are made together, so that no case is told in one and forgotten in the other.</summary>
/// <param name="Chinese">Plain Chinese, without a full stop.</param>
/// <param name="English">The same in plain English, without a full stop; what is quoted stays as it was written.</param>
public readonly record struct Wording(string Chinese, string English)
{
    /// <summary>Nothing said.</summary>
    internal static Wording None { get; } = new("", "");

    /// <summary>This and, right behind it, more.</summary>
    internal Wording Then(Wording more) => new(Chinese + more.Chinese, English + more.English);
}
