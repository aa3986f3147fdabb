using Dapper;
using Matchmaking.Access;
using Matchmaking.Platform.Http;
using Matchmaking.Vocabulary;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.TalentProfiles.Instruments;

/// <summary>One row of the list of instruments.</summary>
public sealed record InstrumentListItem
{
    /// <summary>Identity.</summary>
    public Guid Id { get; init; }

    /// <summary>Rises with every change.</summary>
    public long Revision { get; init; }

    /// <summary>运行状态 now: open, maintenance or retired.</summary>
    public string State { get; init; } = "";

    /// <summary>管理单位.</summary>
    public string OwnerCreditCode { get; init; } = "";

    /// <summary>instrument, pilot_line or platform.</summary>
    public string Kind { get; init; } = "";

    /// <summary>名称.</summary>
    public string Name { get; init; } = "";

    /// <summary>规格型号.</summary>
    public string? Model { get; init; }

    /// <summary>GB/T 2260 code of where it stands.</summary>
    public string RegionCode { get; init; } = "";

    /// <summary>服务领域.</summary>
    public string[] Fields { get; init; } = [];

    /// <summary>What it was bought for in yuan.</summary>
    public decimal ValueYuan { get; init; }

    /// <summary>Price in yuan for each unit.</summary>
    public decimal PriceYuan { get; init; }

    /// <summary>hour, day, sample or batch.</summary>
    public string PriceUnit { get; init; } = "";

    /// <summary>UTC.</summary>
    public DateTime UpdatedAt { get; init; }
}

/// <summary>
/// GET /v1/instruments: newest first or sorted otherwise; by a part of the name or model (<c>q</c>: letters and digits count, their width and case do not), kind, field and region (with
/// everything below them), owner and state.
/// </summary>
public static class ListInstruments
{
    private const string SelectInstruments = """
        select instrument_id as Id, revision as Revision, state as State, owner_code as OwnerCreditCode, kind as Kind, name as Name, model as Model, region_code as RegionCode, fields as Fields,
               value_yuan as ValueYuan, price_yuan as PriceYuan, price_unit as PriceUnit, updated_at as UpdatedAt
        from instrument i
        cross join lateral (select coalesce((select o.kind from instrument_outage o where o.instrument_id = i.instrument_id and o.during @> @Now), 'open') as state) s
        where (@Q::text is null or strpos(search_key, @Q) > 0) and (@Kind::text is null or kind = @Kind) and (@Field::text is null or field_prefixes @> array[@Field])
          and (@Region::text is null or region_code like @Region || '%') and (@Owner::text is null or owner_code = @Owner) and (@State::text is null or state = @State)
        """;

    private static readonly Sorting<InstrumentListItem> Sorting = new Sorting<InstrumentListItem>("-createdAt")
        .By("createdAt", "instrument_id", i => i.Id)
        .By("updatedAt", "updated_at", i => i.UpdatedAt)
        .By("name", "name", i => i.Name);

    /// <summary>Maps the endpoint.</summary>
    public static void MapListInstruments(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/instruments", Handle).WithName("ListInstruments").WithTags("Instruments").AllowAllRoles(Scopes.InstrumentsRead).Sorted(Sorting).WithReadProblems(400);

    private static async Task<Results<Ok<KeysetPage<InstrumentListItem>>, ProblemHttpResult>> Handle(
        string? q, string? kind, string? field, string? region, string? owner, string? state, string? sort, int? limit, string? cursor, HttpContext http, CallerDatabase database, TimeProvider clock,
        CancellationToken cancellation)
    {
        var key = q is null ? null : InstrumentLikeness.Key(q);
        var fault = Sorting.TryRead(sort, limit, cursor, out var page)
            ?? (q is { Length: > 100 } || key is "" ? new FieldError("q", "wrong_length", "A part of a name or model has 1 to 100 characters, a letter or a digit among them.") : null)
            ?? (kind is not null && !InstrumentCodes.Kinds.Contains(kind) ? new FieldError("kind", "unknown_instrument_kind", $"One of: {string.Join(", ", InstrumentCodes.Kinds.Codes)}.") : null)
            ?? (field is not null && !TechnologyFields.IsValid(field) ? new FieldError("field", "unknown_field_code", TechnologyFields.Rule) : null)
            ?? (region is not null && !Regions.IsValid(region) ? new FieldError("region", "unknown_region", Regions.Rule) : null)
            ?? (owner is not null && !CreditCode.IsValid(owner) ? new FieldError("owner", "invalid_credit_code", CreditCode.Rule) : null)
            ?? (state is not null && !InstrumentCodes.States.Contains(state) ? new FieldError("state", "unknown_state", $"One of: {string.Join(", ", InstrumentCodes.States.Codes)}.") : null);
        if (fault is not null)
        {
            return ApiProblem.Invalid400(fault);
        }

        var filter = new
        {
            Q = key,
            Kind = kind,
            Field = field is null ? null : TechnologyFields.Prefix(field),
            Region = region is null ? null : Regions.Prefix(region),
            Owner = owner,
            State = state,
            Now = clock.GetUtcNow(),
        };
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var found = await connection.QueryAsync<InstrumentListItem>(new CommandDefinition(page.Of(SelectInstruments), page.With(filter), cancellationToken: cancellation));
        return TypedResults.Ok(page.Page(http, found.AsList()));
    }
}
