namespace Matchmaking.TechnologyDemands.Challenges.Panel;

/// <summary>Somebody who may be drawn.</summary>
/// <param name="Account">As tokens name it.</param>
/// <param name="Organisation">Credit code.</param>
/// <param name="FromIndustry">Counts for the quota of industry.</param>
public sealed record PoolMember(string Account, string Organisation, bool FromIndustry);

/// <summary>
/// The draw of a panel (随机抽取): pure, and the same for the same seed, so that anybody can do it again. The seed is the hash of a secret that was committed to before there
/// were bids, of the bids as they were sealed, and of the number of the draw.
/// </summary>
internal static class PanelDraw
{
    /// <summary>The seed of a draw.</summary>
    public static string Seed(string nonce, string bidsSha256, int attempt) => PanelSecret.Sha256($"{nonce}:{bidsSha256}:{attempt}");

    /// <summary>The pool in its canonical order, a line for each.</summary>
    public static string PoolText(IEnumerable<PoolMember> pool) =>
        string.Join('\n', pool.OrderBy(member => member.Account, StringComparer.Ordinal).Select(member => $"{member.Account} {member.Organisation} {(member.FromIndustry ? "industry" : "other")}"));

    /// <summary>The pool, or the bids, in the order that the seed gives them.</summary>
    public static IReadOnlyList<T> InOrder<T>(string seed, IEnumerable<T> drawn, Func<T, string> id) => [.. drawn.OrderBy(one => PanelSecret.Sha256($"{seed}:{id(one)}"), StringComparer.Ordinal)];

    /// <summary>Who takes the next seat: the first of the order who had none, of an organisation that has none; of industry while its quota is not filled. Null when there is nobody.</summary>
    public static PoolMember? Next(IEnumerable<PoolMember> order, IReadOnlyCollection<PoolMember> seated, IReadOnlySet<string> passedOver, int fromIndustry)
    {
        var isOfIndustry = seated.Count(member => member.FromIndustry) < fromIndustry;
        return order.FirstOrDefault(member => (member.FromIndustry || !isOfIndustry) && !passedOver.Contains(member.Account)
            && seated.All(other => other.Account != member.Account && other.Organisation != member.Organisation));
    }

    /// <summary>Who takes <paramref name="seats"/> seats; fewer when there is nobody left.</summary>
    public static IReadOnlyList<PoolMember> Fill(IReadOnlyList<PoolMember> order, int seats, int fromIndustry)
    {
        var seated = new List<PoolMember>();
        while (seated.Count < seats && Next(order, seated, new HashSet<string>(), fromIndustry) is { } next)
        {
            seated.Add(next);
        }

        return seated;
    }
}
