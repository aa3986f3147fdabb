using Matchmaking.Webhooks.Hooks;
using Matchmaking.Webhooks.Notices;

namespace Matchmaking.Webhooks.Events;

/// <summary>An event and who is told of it.</summary>
/// <param name="Event">As it goes to webhooks, where its type does.</param>
/// <param name="To">Who is told; who stands behind a demand before who stands behind an expert, for their rows are held in this order.</param>
internal sealed record Telling(CloudEvent Event, params IReadOnlyList<Addressed> To)
{
    /// <summary>Whether webhooks may ask for it.</summary>
    public bool IsPosted => EventTypes.All.Contains(Event.Type);
}

/// <summary>Somebody who is told.</summary>
/// <param name="Addressee">enterprise, institute, bidder, account, bureau, booker or owner.</param>
/// <param name="Draft">What the notice says.</param>
internal sealed record Addressed(string Addressee, NoticeDraft Draft)
{
    /// <summary>The demand or the expert whose organisation is told; null where the message names the organisation itself.</summary>
    public Guid? PartyId { get; init; }

    /// <summary>The organisation that the message names.</summary>
    public string? Organisation { get; init; }

    /// <summary>The one account that is told.</summary>
    public string? Account { get; init; }

    /// <summary>Where the work is, for the bureau.</summary>
    public string? RegionCode { get; init; }

    /// <summary>Told to the enterprise behind a demand.</summary>
    public static Addressed Enterprise(NoticeDraft draft, Guid demandId, string? organisation = null) => new(Addressees.Enterprise, draft) { PartyId = demandId, Organisation = organisation };

    /// <summary>Told to the institute behind an expert.</summary>
    public static Addressed Institute(NoticeDraft draft, Guid talentId, string? organisation = null) => new(Addressees.Institute, draft) { PartyId = talentId, Organisation = organisation };

    /// <summary>Told to the members of the bureau who serve a region; to those of all regions where it is null.</summary>
    public static Addressed Bureau(NoticeDraft draft, string? regionCode) => new(Addressees.Bureau, draft) { RegionCode = regionCode };
}
