using Dapper;
using Matchmaking.Access;
using Matchmaking.Insights.Facts;
using Matchmaking.Insights.Figures;
using Matchmaking.Platform.Http;
using Matchmaking.Vocabulary;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace Matchmaking.Insights.Funnel;

/// <summary>How far needs came, and how long each step took.</summary>
/// <param name="Period">The needs that were published in it.</param>
/// <param name="Region">GB/T 2260; null for everywhere.</param>
/// <param name="Field">Code of 国家重点支持的高新技术领域; null for all.</param>
/// <param name="AsOf">As it was known then, UTC.</param>
/// <param name="IsSettled">True once the same question gets the same answer for good.</param>
/// <param name="Steps">From the need to the acceptance of the work.</param>
/// <param name="Closed">Needs of these that were closed, by reason.</param>
public sealed record FunnelView(string Period, string? Region, string? Field, DateTimeOffset AsOf, bool IsSettled, IReadOnlyList<FunnelStep> Steps, IReadOnlyList<ClosedNeeds> Closed);

/// <summary>One step of the funnel.</summary>
/// <param name="Step">published, listed, accepted, willing, visited, agreement, contract or acceptance.</param>
/// <param name="Name">Chinese.</param>
/// <param name="NameEnglish">English.</param>
/// <param name="Needs">Needs that came this far, each once (项).</param>
/// <param name="Matches">Matches that did (次); null for steps before there are any.</param>
/// <param name="ShareOfAll">Needs here of all that were published, 0 to 1; null without any.</param>
/// <param name="ShareOfStep">Needs here of those of the step before, 0 to 1; null without any.</param>
/// <param name="MedianDays">Half of the needs came here from the step before within so many days; null where none did.</param>
/// <param name="NinthDecileDays">Nine of ten did.</param>
public sealed record FunnelStep(
    string Step, string Name, string NameEnglish, long Needs, long? Matches, double? ShareOfAll, double? ShareOfStep, double? MedianDays, double? NinthDecileDays);

/// <summary>Needs that were closed for a reason.</summary>
/// <param name="Reason">solved, withdrawn, expired or duplicate.</param>
/// <param name="Needs">How many.</param>
public sealed record ClosedNeeds(string Reason, long Needs);

/// <summary>GET /v1/funnel?period=2026-Q1: what became of the needs that were published in a period, step by step with times, as known now or at a time.</summary>
public static class GetFunnel
{
    private static readonly (string Step, string Kind, string Name, string English, bool OfMatches)[] Steps =
    [
        ("published", FactKinds.DemandPublished, "发布需求", "Published", false),
        ("listed", FactKinds.ListReady, "推荐名单", "Listed", false),
        ("accepted", FactKinds.MatchAccepted, "审核通过", "Accepted", true),
        ("willing", FactKinds.SidesWilling, "双方意向", "Both willing", true),
        ("visited", FactKinds.Visited, "实地对接", "Visited", true),
        ("agreement", FactKinds.Agreed, "合作协议", "Agreement", true),
        ("contract", FactKinds.Contracted, "技术合同", "Contract", true),
        ("acceptance", FactKinds.Completed, "验收", "Accepted work", true),
    ];

    // The first time that a need came to a step counts. A step that was recorded before the one before it took no time.
    private const string SelectSteps = """
        with cohort as materialized (
            select f.subject from fact f
            left join lateral (select s.region_code, s.fields from subject_state s where s.subject = f.subject and s.known_at <= @AsOf order by s.revision desc limit 1) s on true
            where f.kind = 'demand_published' and f.known_at <= @AsOf and f.day >= @From::date and f.day < @To::date
              and (@Region::text is null or starts_with(s.region_code, @Region))
              and (@Field::text is null or exists (select from unnest(s.fields) field where starts_with(field, @Field)))),
        reached as (
            select f.kind, f.subject, min(f.occurred_at) as at, count(distinct f.match_id) as matches
            from cohort join fact f using (subject) where f.kind = any(@Kinds) and f.known_at <= @AsOf group by f.kind, f.subject),
        timed as (
            select step.number, r.matches, case when r.at < before.at then 0 else extract(epoch from r.at - before.at) / 86400 end as days
            from unnest(@Kinds) with ordinality step (kind, number)
            join reached r on r.kind = step.kind
            left join reached before on before.kind = (@Kinds)[step.number - 1] and before.subject = r.subject)
        select number::int as Number, count(*) as Needs, coalesce(sum(matches), 0)::bigint as Matches,
               percentile_cont(0.5) within group (order by days) as MedianDays, percentile_cont(0.9) within group (order by days) as NinthDecileDays
        from timed group by number;
        select reason as Reason, count(*) as Needs from (
            select f.reason_codes[1] as reason from fact p
            left join lateral (select s.region_code, s.fields from subject_state s where s.subject = p.subject and s.known_at <= @AsOf order by s.revision desc limit 1) s on true
            join fact f on f.subject = p.subject and f.kind = 'demand_closed' and f.known_at <= @AsOf
            where p.kind = 'demand_published' and p.known_at <= @AsOf and p.day >= @From::date and p.day < @To::date
              and (@Region::text is null or starts_with(s.region_code, @Region))
              and (@Field::text is null or exists (select from unnest(s.fields) field where starts_with(field, @Field)))) closed
        group by reason order by count(*) desc, reason;
        """;

    /// <summary>Maps the endpoint.</summary>
    public static void MapGetFunnel(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/funnel", Handle).WithName("GetFunnel").WithTags("Funnel").Allow(Scopes.InsightsRead, Roles.Reviewer, Roles.Operator).WithReadProblems(400);

    private static async Task<Results<Ok<FunnelView>, ProblemHttpResult>> Handle(
        string period, string? region, string? field, DateTimeOffset? asOf, CallerDatabase database, Caller caller, TimeProvider clock, CancellationToken cancellation)
    {
        var during = Period.Read(period);
        if ((Scope.TryRead(region, null, asOf, caller, clock, out var scope)
            ?? (during is null ? new FieldError("period", "unknown_period", Period.Rule) : null)
            ?? (field is not null && !TechnologyFields.IsValid(field) ? new FieldError("field", "unknown_field_code", TechnologyFields.Rule) : null)) is { } fault)
        {
            return ApiProblem.Invalid400(fault);
        }

        await using var connection = await database.OpenConnectionAsync(cancellation);
        return TypedResults.Ok(await Read(connection, scope, during!, field, cancellation));
    }

    /// <summary>The funnel of a period.</summary>
    internal static async Task<FunnelView> Read(NpgsqlConnection connection, Scope scope, Period during, string? field, CancellationToken cancellation)
    {
        var asked = new
        {
            scope.AsOf,
            scope.Region,
            Field = field is null ? null : TechnologyFields.Prefix(field),
            From = during.From.ToDateTime(TimeOnly.MinValue),
            To = during.To.ToDateTime(TimeOnly.MinValue),
            Kinds = Steps.Select(step => step.Kind).ToArray(),
        };
        await using var found = await connection.QueryMultipleAsync(new CommandDefinition(SelectSteps, asked, cancellationToken: cancellation));
        var rows = (await found.ReadAsync<StepRow>()).ToDictionary(row => row.Number);
        var closed = (await found.ReadAsync<ClosedNeeds>()).AsList();
        var steps = Steps.Select((step, at) => Step(step, rows.GetValueOrDefault(at + 1), rows.GetValueOrDefault(at)?.Needs, rows.GetValueOrDefault(1)?.Needs ?? 0));
        return new FunnelView(during.Name, scope.RegionCode, field, scope.AsOf, scope.IsSettled, [.. steps], closed);
    }

    private static FunnelStep Step((string Step, string Kind, string Name, string English, bool OfMatches) step, StepRow? row, long? before, long all) => new(
        step.Step,
        step.Name,
        step.English,
        row?.Needs ?? 0,
        step.OfMatches ? row?.Matches ?? 0 : null,
        Share(row?.Needs, all),
        Share(row?.Needs, before),
        Days(row?.MedianDays),
        Days(row?.NinthDecileDays));

    private static double? Share(long? part, long? whole) => whole is null or 0 ? null : Math.Round((part ?? 0) / (double)whole, 4);

    private static double? Days(double? days) => days is { } exact ? Math.Round(exact, 2) : null;

    private sealed record StepRow
    {
        public int Number { get; init; }

        public long Needs { get; init; }

        public long Matches { get; init; }

        public double? MedianDays { get; init; }

        public double? NinthDecileDays { get; init; }
    }
}
