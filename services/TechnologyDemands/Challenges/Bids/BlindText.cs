using System.Text.RegularExpressions;

namespace Matchmaking.TechnologyDemands.Challenges.Bids;

/// <summary>Blacks out the names of a bid in its own texts, for the panel.</summary>
internal static partial class BlindText
{
    /// <summary>Stands for a name.</summary>
    public const string Black = "■■■";

    /// <summary>The names that a bid gives away: organisation, partners, their codes, lead and members; of organisations also without what stands in brackets and without the legal form.</summary>
    public static IReadOnlyList<string> NamesOf(BidForm bid)
    {
        string[] organisations = [bid.OrganisationName!, .. (bid.Partners ?? []).Select(partner => partner.Name!)];
        IEnumerable<string> names =
        [
            .. organisations.SelectMany(Shorter), .. (bid.Partners ?? []).Select(partner => partner.CreditCode!),
            .. new[] { bid.Team!.Lead! }.Concat(bid.Team.Members ?? []).Concat((bid.Team.Experts ?? []).Select(expert => expert.Name!)).SelectMany(name => (string[])[name, Bracketed().Replace(name, "")]),
        ];
        return [.. names.Select(name => name.Trim()).Where(name => name.Length >= 2).Distinct(StringComparer.OrdinalIgnoreCase).OrderByDescending(name => name.Length)];
    }

    /// <summary><paramref name="text"/> without <paramref name="names"/>, the longest of which comes first.</summary>
    public static string Mask(string text, IReadOnlyList<string> names) => names.Aggregate(text, (masked, name) => masked.Replace(name, Black, StringComparison.OrdinalIgnoreCase));

    private static IEnumerable<string> Shorter(string name)
    {
        var bare = Bracketed().Replace(name, "");
        return [name, bare, LegalForm().Replace(bare, "") is { Length: >= 4 } stem ? stem : bare];
    }

    [GeneratedRegex("[（(][^）)]*[）)]")]
    private static partial Regex Bracketed();

    [GeneratedRegex("(股份)?(有限)?(责任)?公司$")]
    private static partial Regex LegalForm();
}
