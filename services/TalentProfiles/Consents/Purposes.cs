using System.Collections.Immutable;

namespace Matchmaking.TalentProfiles.Consents;

/// <summary>What an expert may agree to.</summary>
public static class Purposes
{
    /// <summary>To be found and ranked; without it nobody but the institute and a bureau sees the expert.</summary>
    public const string Matching = "matching";

    /// <summary>To be shown as a schema.org Person, which may be published.</summary>
    public const string PublicListing = "public_listing";

    /// <summary>To have the contact told to an enterprise that both sides agreed on.</summary>
    public const string ContactDisclosure = "contact_disclosure";

    /// <summary>All of them.</summary>
    public static readonly ImmutableArray<string> All = [Matching, PublicListing, ContactDisclosure];
}
