using System.Text.Json;
using Dapper;
using FluentValidation;
using Matchmaking.Access;
using Matchmaking.Platform.Http;
using Matchmaking.TechnologyDemands.Challenges.Bids;
using Matchmaking.TechnologyDemands.Demands;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.TechnologyDemands.Challenges.Teams;

/// <summary>What was measured.</summary>
/// <param name="Measurements">One for each indicator of the challenge.</param>
public sealed record AcceptTeamRequest(IReadOnlyList<MeasurementForm>? Measurements);

/// <summary>A measured value.</summary>
/// <param name="Indicator">Number of the indicator, from 1.</param>
/// <param name="Value">In its unit.</param>
/// <param name="MeasuredBy">Who measured, 2 to 100 characters.</param>
/// <param name="MeasuredOn">When.</param>
public sealed record MeasurementForm(int? Indicator, decimal? Value, string? MeasuredBy, DateOnly? MeasuredOn);

/// <summary>Rules of <see cref="AcceptTeamRequest"/>.</summary>
public sealed class AcceptTeamRequestValidator : AbstractValidator<AcceptTeamRequest>
{
    /// <summary>Sets the rules.</summary>
    public AcceptTeamRequestValidator()
    {
        this.EachOf(a => a.Measurements, 50, new MeasurementFormValidator());
        RuleFor(a => a.Measurements).Must(measured => measured is { Count: > 0 }).WithErrorCode("required").WithMessage("Every indicator is measured.");
    }
}

/// <summary>Rules of <see cref="MeasurementForm"/>.</summary>
public sealed class MeasurementFormValidator : AbstractValidator<MeasurementForm>
{
    /// <summary>Sets the rules.</summary>
    public MeasurementFormValidator()
    {
        RuleFor(m => m.Indicator).NotNull().InclusiveBetween(1, 50);
        RuleFor(m => m.Value).NotNull().InclusiveBetween(-1e15m, 1e15m);
        RuleFor(m => m.MeasuredBy).NotEmpty().MinimumLength(2).MaximumLength(100);
        RuleFor(m => m.MeasuredOn).NotNull();
    }
}

/// <summary>POST /v1/bids/{id}:accept: accepts a team by measured indicators (验收): all of them met, or it has failed, and the answer says what fell short and by how much.</summary>
public static class AcceptTeam
{
    private const string InsertAcceptance = """
        insert into bid_acceptance (bid_id, met, measurements, organisation, account, at) values (@id, @met, @Measurements::jsonb, @Organisation, @Subject, @now)
        """;

    /// <summary>Maps the endpoint.</summary>
    public static void MapAcceptTeam(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/bids/{id:guid}:accept", Handle).WithName("AcceptTeam").WithTags("Teams").Allow(Scopes.ChallengesManage, Roles.Reviewer, Roles.Operator).Validated<AcceptTeamRequest>()
            .WithProblems(404, 409, 422);

    /// <summary>By how much a value falls short of an indicator, in its unit; null where it is met.</summary>
    internal static decimal? ShortBy(IndicatorForm indicator, decimal measured)
    {
        var (value, upper) = (indicator.Value!.Value, indicator.Upper ?? indicator.Value.Value);
        return indicator.Relation switch
        {
            ">=" => measured >= value ? null : value - measured,
            ">" => measured > value ? null : value - measured,
            "<=" => measured <= value ? null : measured - value,
            "<" => measured < value ? null : measured - value,
            "range" => measured >= value && measured <= upper ? null : Math.Max(value - measured, measured - upper),
            _ => measured == value ? null : Math.Abs(measured - value),
        };
    }

    private static Task<Results<Ok<BidView>, ProblemHttpResult>> Handle(
        Guid id, AcceptTeamRequest request, HttpContext http, ChallengeDesk desk, Caller caller, TimeProvider clock, CancellationToken cancellation) =>
        desk.ChangeOfBid<AcceptTeamRequest, BidView>(
            http, id, request,
            async (transaction, row) =>
            {
                var (connection, now) = (transaction.Connection!, clock.GetUtcNow());
                var indicators = row.Terms().Indicators;
                var bid = await BidRow.Find(connection, transaction, id, cancellation);
                if ((bid is null ? Problems.BidNotFound(id)
                    : row.State != "in_progress" || bid.State != "signed" ? Problems.BidNotInState(bid)
                    : request.Measurements!.Select(measured => measured.Indicator!.Value).Order().SequenceEqual(Enumerable.Range(1, indicators.Count)) ? null
                    : Problems.IndicatorsUnmeasured(indicators.Count)) is { } problem)
                {
                    return problem;
                }

                var measured = request.Measurements!.OrderBy(one => one.Indicator).Select((one, i) => (Form: one, Indicator: indicators[i], Short: ShortBy(indicators[i], one.Value!.Value)))
                    .Select(one => new MeasurementView(one.Form.Indicator!.Value, one.Indicator.Name!, one.Form.Value!.Value, one.Form.MeasuredBy!, one.Form.MeasuredOn!.Value, one.Short is null, one.Short)).ToArray();
                var met = measured.All(one => one.Met);
                await connection.ExecuteAsync(new CommandDefinition(
                    InsertAcceptance, new { id, met, Measurements = JsonSerializer.Serialize(measured, DemandRow.Json), caller.Organisation, caller.Subject, now }, transaction, cancellationToken: cancellation));
                var judged = await BidSteps.Append(transaction, row, bid!, met ? "accepted" : "failed", caller, now, cancellation, new StepSaid(met ? null : ["indicators_short"]));
                return TypedResults.Ok(await BidView.Read(connection, transaction, row, judged, caller, cancellation));
            },
            cancellation);
}
