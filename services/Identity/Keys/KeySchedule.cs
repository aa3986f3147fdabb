namespace Matchmaking.Identity.Keys;

/// <summary>When a key takes its turn.</summary>
internal sealed record KeyTurn(string KeyId, DateTimeOffset SignsFrom);

/// <summary>What has to be done with the keys now.</summary>
/// <param name="Create">Keys to make, by when they sign.</param>
/// <param name="Delete">Keys whose last token has expired.</param>
internal sealed record KeyPlan(IReadOnlyList<DateTimeOffset> Create, IReadOnlyList<string> Delete);

/// <summary>The order of signing keys: one signs, the next is shown already, those before are shown until their last token has expired.</summary>
internal static class KeySchedule
{
    /// <summary>Decides for keys in the order of their turns.</summary>
    /// <param name="keys">All keys, by <see cref="KeyTurn.SignsFrom"/>.</param>
    /// <param name="now">The time.</param>
    /// <param name="period">How long a key signs.</param>
    /// <param name="ahead">How long a key is shown before it signs at least.</param>
    /// <param name="keep">How long after its turn a key is shown: the life of a token and what clocks and replicas differ by.</param>
    public static KeyPlan Plan(IReadOnlyList<KeyTurn> keys, DateTimeOffset now, TimeSpan period, TimeSpan ahead, TimeSpan keep)
    {
        List<DateTimeOffset> create = [];
        if (keys.Count == 0)
        {
            create.Add(now);
        }

        var last = keys.Count == 0 ? now : keys[^1].SignsFrom;
        if (last <= now)
        {
            create.Add(last + period > now + ahead ? last + period : now + ahead);
        }

        return new KeyPlan(create, [.. keys.SkipLast(1).Where((_, i) => keys[i + 1].SignsFrom + keep <= now).Select(key => key.KeyId)]);
    }
}
