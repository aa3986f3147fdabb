using Dapper;
using FluentValidation;
using Matchmaking.Access;
using Matchmaking.Platform.Http;
using Matchmaking.Vocabulary;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace Matchmaking.TalentProfiles.Instruments;

/// <summary>What somebody means to buy.</summary>
/// <param name="Name">名称, 2 to 100 characters.</param>
/// <param name="Model">规格型号, up to 100 characters.</param>
/// <param name="Kind">instrument, pilot_line or platform.</param>
/// <param name="Fields">Up to 5 codes of 国家重点支持的高新技术领域.</param>
/// <param name="ValueYuan">What it costs in yuan, 0 to 1e10.</param>
/// <param name="RegionCode">GB/T 2260 code of where it is to stand.</param>
public sealed record CheckPurchaseRequest(string? Name, string? Model, string? Kind, IReadOnlyList<string>? Fields, decimal? ValueYuan, string? RegionCode);

/// <summary>An instrument that is much the same.</summary>
/// <param name="InstrumentId">Which.</param>
/// <param name="Name">名称.</param>
/// <param name="Model">规格型号.</param>
/// <param name="Kind">instrument, pilot_line or platform.</param>
/// <param name="OwnerCreditCode">管理单位.</param>
/// <param name="RegionCode">Where it stands.</param>
/// <param name="Distance">district, city or elsewhere.</param>
/// <param name="Likeness">How alike they are, 0 to 1.</param>
/// <param name="Parts">In what.</param>
/// <param name="Utilisation">使用率 of the last twelve months, 0 to 1; null where it was not available in them.</param>
/// <param name="BelowThreshold">It is less used than the settings ask for.</param>
public sealed record SimilarInstrument(
    Guid InstrumentId, string Name, string? Model, string Kind, string OwnerCreditCode, string RegionCode, string Distance, double Likeness, LikenessParts Parts, double? Utilisation, bool BelowThreshold);

/// <summary>购置查重.</summary>
/// <param name="Verdict">share: one of its kind is in the same city and little used; look: there are similar ones; free: there are none.</param>
/// <param name="Networked">Its value reaches the 入网门槛: bought, it must be in the net.</param>
/// <param name="Similar">The ten that are most alike, the most alike first.</param>
public sealed record PurchaseCheck(string Verdict, bool Networked, IReadOnlyList<SimilarInstrument> Similar);

/// <summary>Rules of <see cref="CheckPurchaseRequest"/>.</summary>
public sealed class CheckPurchaseRequestValidator : AbstractValidator<CheckPurchaseRequest>
{
    /// <summary>Sets the rules.</summary>
    public CheckPurchaseRequestValidator()
    {
        RuleFor(p => p.Name).NotEmpty().MinimumLength(2).MaximumLength(100);
        RuleFor(p => p.Model).MaximumLength(100);
        RuleFor(p => p.Kind).Required(InstrumentCodes.Kinds.Contains, "unknown_instrument_kind", $"One of: {string.Join(", ", InstrumentCodes.Kinds.Codes)}.");
        this.EachOf(p => p.Fields, 0, 5, TechnologyFields.IsValid, "unknown_field_code", TechnologyFields.Rule);
        RuleFor(p => p.ValueYuan).NotNull().InclusiveBetween(0, 10_000_000_000m);
        RuleFor(p => p.RegionCode).Required(Regions.IsValid, "unknown_region", Regions.Rule);
    }
}

/// <summary>POST /v1/instruments:check-purchase: whether something much the same is shared already, how far away and how little it is used. Nothing of the question is kept, but for the answer under an Idempotency-Key.</summary>
public static class CheckPurchase
{
    private const int Most = 10;

    private const string SelectShared = """
        select instrument_id as Id, name as Name, english_name as EnglishName, model as Model, kind as Kind, owner_code as OwnerCode, region_code as RegionCode, fields as Fields from instrument i
        where not exists (select from instrument_outage o where o.instrument_id = i.instrument_id and o.kind = 'retired')
        order by instrument_id
        """;

    /// <summary>Maps the endpoint.</summary>
    public static void MapCheckPurchase(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/instruments:check-purchase", Handle).WithName("CheckPurchase").WithTags("Instruments").AllowAllRoles(Scopes.InstrumentsRead).Validated<CheckPurchaseRequest>().WithProblems()
            .Repeatable<CheckPurchaseRequest, PurchaseCheck>();

    private static async Task<Ok<PurchaseCheck>> Handle(
        CheckPurchaseRequest request, CallerDatabase database, IOptions<InstrumentOptions> options, TimeProvider clock, CancellationToken cancellation)
    {
        var meant = new ComparedInstrument(request.Name!, null, request.Model, request.Fields ?? []);
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var found = (await connection.QueryAsync<Shared>(new CommandDefinition(SelectShared, cancellationToken: cancellation)))
            .Select(shared => (Shared: shared, Compared: InstrumentLikeness.Of(meant, new ComparedInstrument(shared.Name, shared.EnglishName, shared.Model, shared.Fields))))
            .Where(pair => pair.Compared.Likeness >= options.Value.SimilarFrom)
            .OrderByDescending(pair => pair.Compared.Likeness).ThenBy(pair => pair.Shared.Id)
            .Take(Most).ToArray();
        var now = clock.GetUtcNow();
        var uses = await GetUtilisation.Of(connection, [.. found.Select(pair => pair.Shared.Id)], UtilisationPeriod.Year(now), options.Value, now, cancellation);
        SimilarInstrument[] similar =
        [
            .. found.Select(pair => new SimilarInstrument(
                pair.Shared.Id, pair.Shared.Name, pair.Shared.Model, pair.Shared.Kind, pair.Shared.OwnerCode, pair.Shared.RegionCode, Distance(request.RegionCode!, pair.Shared.RegionCode),
                pair.Compared.Likeness, pair.Compared.Parts, uses[pair.Shared.Id].Utilisation, uses[pair.Shared.Id].BelowThreshold)),
        ];
        var verdict = similar.Any(one => one.Kind == request.Kind && one.BelowThreshold && one.Distance != "elsewhere") ? "share" : similar.Length > 0 ? "look" : "free";
        return TypedResults.Ok(new PurchaseCheck(verdict, (double)request.ValueYuan! >= options.Value.NetworkedFromYuan, similar));
    }

    // 320281 and 320200 are of one city; a whole province is near to nothing but itself.
    private static string Distance(string one, string other) => one == other ? "district" : one[..4] == other[..4] && one[2..4] != "00" ? "city" : "elsewhere";

    private sealed record Shared
    {
        public Guid Id { get; init; }

        public string Name { get; init; } = "";

        public string? EnglishName { get; init; }

        public string? Model { get; init; }

        public string Kind { get; init; } = "";

        public string OwnerCode { get; init; } = "";

        public string RegionCode { get; init; } = "";

        public string[] Fields { get; init; } = [];
    }
}
