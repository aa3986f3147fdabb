using FluentValidation;
using Matchmaking.Access;
using Matchmaking.Knowledge.Graph;
using Matchmaking.Platform.Http;
using Matchmaking.TechnologyDemands.Demands;
using Matchmaking.Vocabulary;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace Matchmaking.TechnologyDemands.Diagnosis;

/// <summary>A need as far as it is written; nothing of it is stored.</summary>
/// <param name="Title">需求名称.</param>
/// <param name="Field">技术领域: code of 国家重点支持的高新技术领域.</param>
/// <param name="Description">需求内容, up to 20,000 characters.</param>
/// <param name="Background">背景.</param>
/// <param name="ExistingFoundation">现有基础.</param>
/// <param name="Indicators">主要技术指标.</param>
/// <param name="TrlNow">Technology readiness now, 1 to 9.</param>
/// <param name="TrlWanted">Technology readiness wanted, 1 to 9.</param>
/// <param name="Budget">意向投入.</param>
/// <param name="Deadline">完成期限.</param>
public sealed record DiagnoseDemandRequest(
    string? Title,
    string? Field,
    string? Description,
    string? Background,
    string? ExistingFoundation,
    IReadOnlyList<IndicatorForm>? Indicators,
    int? TrlNow,
    int? TrlWanted,
    BudgetForm? Budget,
    DateOnly? Deadline);

/// <summary>Rules of <see cref="DiagnoseDemandRequest"/>: lengths and codes alone, for what is missing is what is asked.</summary>
public sealed class DiagnoseDemandRequestValidator : AbstractValidator<DiagnoseDemandRequest>
{
    /// <summary>Sets the rules.</summary>
    public DiagnoseDemandRequestValidator()
    {
        RuleFor(d => d.Title).NotEmpty().MaximumLength(200);
        RuleFor(d => d.Field).Optional(TechnologyFields.IsValid, "unknown_field_code", TechnologyFields.Rule);
        RuleFor(d => d.Description).MaximumLength(20_000);
        RuleFor(d => d.Background).MaximumLength(10_000);
        RuleFor(d => d.ExistingFoundation).MaximumLength(10_000);
        this.EachOf(d => d.Indicators, 50, new IndicatorFormValidator());
        RuleFor(d => d.TrlNow).InclusiveBetween(1, 9);
        RuleFor(d => d.TrlWanted).InclusiveBetween(1, 9);
        RuleFor(d => d.Budget!).SetValidator(new BudgetFormValidator());
    }
}

/// <summary>POST /v1/demands:diagnose: what is good, missing and odd about a need that is being written.</summary>
public static class DiagnoseDemand
{
    /// <summary>Maps the endpoint.</summary>
    public static void MapDiagnoseDemand(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/demands:diagnose", Handle).WithName("DiagnoseDemand").WithTags("Diagnosis").Allow(Scopes.DemandsRead, Roles.Enterprise, Roles.Reviewer, Roles.Operator)
            .Validated<DiagnoseDemandRequest>().Repeatable<DiagnoseDemandRequest, DemandDiagnosis>().WithProblems();

    private static async Task<Ok<DemandDiagnosis>> Handle(
        DiagnoseDemandRequest request, CallerDatabase database, Caller caller, KnowledgeGraph graph, IOptionsMonitor<DiagnosisOptions> options, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var resembling = await DemandPieces.Resembling(connection, null, request.Title, request.Description, caller.OnlyOrganisation, options.CurrentValue.DuplicateFrom, cancellation);
        return TypedResults.Ok(DemandDiagnosis.Of(
            new DemandForm(
                null, request.Title, request.Field, request.Description, request.Background, request.ExistingFoundation, request.Indicators, request.TrlNow, request.TrlWanted, request.Budget, request.Deadline,
                null, null, null, null, null, null),
            graph,
            options.CurrentValue,
            resembling));
    }
}
