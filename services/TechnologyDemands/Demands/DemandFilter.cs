using Matchmaking.Access;
using Matchmaking.Platform.Http;
using Matchmaking.Vocabulary;

namespace Matchmaking.TechnologyDemands.Demands;

/// <summary>Which demands a list or an export asks for.</summary>
/// <param name="Enterprise">Credit code.</param>
/// <param name="Region">What codes of the region begin with.</param>
/// <param name="Field">What codes of the field begin with.</param>
/// <param name="Status">draft, in_verification, vetoed, published or closed.</param>
/// <param name="Only">The organisation of a caller who sees no other's; null for a bureau.</param>
internal sealed record DemandFilter(string? Enterprise, string? Region, string? Field, string? Status, string? Only)
{
    /// <summary>The id to go on after; null for the first page.</summary>
    public Guid? After { get; init; }

    /// <summary>Rows wanted.</summary>
    public int Rows { get; init; }

    /// <summary>Reads the values of a query; a fault is a 400.</summary>
    public static FieldError? TryRead(string? enterprise, string? region, string? field, string? status, Caller caller, out DemandFilter? filter)
    {
        filter = null;
        var fault = (region is not null && !Regions.IsValid(region) ? new FieldError("region", "unknown_region", Regions.Rule) : null)
            ?? (field is not null && !TechnologyFields.IsValid(field) ? new FieldError("field", "unknown_field_code", TechnologyFields.Rule) : null)
            ?? (status is not null && !Codes.DemandStatuses.Contains(status) ? new FieldError("status", "unknown_status", $"One of: {string.Join(", ", Codes.DemandStatuses.Codes)}.") : null);
        if (fault is null)
        {
            filter = new DemandFilter(
                enterprise, region is null ? null : Regions.Prefix(region), field is null ? null : TechnologyFields.Prefix(field), status, caller.OnlyOrganisation);
        }

        return fault;
    }
}
