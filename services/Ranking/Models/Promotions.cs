namespace Matchmaking.Ranking.Models;

/// <summary>How models follow each other.</summary>
internal static class Promotions
{
    /// <summary>A person chose the model.</summary>
    internal const string Promoted = "promoted";

    /// <summary>It passed the gate, and the settings let that be enough.</summary>
    internal const string Automatic = "automatic";

    /// <summary>A person went back to the one before.</summary>
    internal const string RolledBack = "rolled_back";

    /// <summary>
    /// What was in use before the present model was promoted. Going back takes a promotion off, as from a stack: twice back is two models back, not there
    /// and here again.
    /// </summary>
    /// <param name="history">Every promotion, oldest first.</param>
    /// <returns>Null when nothing was promoted, or all of it was taken back already.</returns>
    internal static string? Before(IEnumerable<(string Digest, string How)> history)
    {
        var stack = new Stack<string>();
        foreach (var (digest, how) in history)
        {
            if (how != RolledBack)
            {
                stack.Push(digest);
            }
            else if (stack.Count > 0)
            {
                _ = stack.Pop();
            }
        }

        return stack.Count == 0 ? null : stack.Count == 1 ? StoredModels.Scorecard : stack.ElementAt(1);
    }
}
