using Dapper;
using Matchmaking.Access;
using Matchmaking.Platform.Http;
using Matchmaking.TechnologyDemands.Demands;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Matchmaking.TechnologyDemands.Challenges;

/// <summary>POST /v1/challenges: makes a challenge of a need of the own enterprise (征集); the bureau has it argued.</summary>
public static class PostChallenge
{
    private const string SelectNeed = $"select {DemandRow.Columns} from demand where demand_id = @DemandId and (@Only::text is null or enterprise_code = @Only)";

    private const string SelectLive = "select challenge_id from challenge where demand_id = @DemandId and state not in ('ended', 'completed')";

    private const string InsertChallenge = """
        insert into challenge (challenge_id, demand_id, enterprise_code, region_code, title, terms, fund_yuan, subsidy_yuan, subsidy_share, teams, anonymous, created_at, updated_at)
        values (@ChallengeId, @DemandId, @EnterpriseCode, @RegionCode, @Title, @Terms::jsonb, @FundYuan, @SubsidyYuan, @SubsidyShare, @Teams, @Anonymous, @Now, @Now)
        """;

    /// <summary>Maps the endpoint.</summary>
    public static void MapPostChallenge(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/challenges", Handle).WithName("PostChallenge").WithTags("Challenges").Allow(Scopes.ChallengesWrite, Roles.Enterprise, Roles.Operator).Validated<ChallengeForm>().WithProblems(404, 409, 422);

    private static Task<Results<Created<ChallengeView>, ProblemHttpResult>> Handle(
        ChallengeForm request, HttpContext http, ChallengeDesk desk, IOptions<ChallengeOptions> options, Caller caller, TimeProvider clock, CancellationToken cancellation) =>
        desk.Hold(
            request.DemandId!.Value,
            () => Idempotency.Run<ChallengeForm, ChallengeView>(http, request, transaction => Post(transaction, request, http, options.Value, caller, clock.GetUtcNow(), cancellation), cancellation),
            cancellation);

    private static async Task<Results<Created<ChallengeView>, ProblemHttpResult>> Post(
        NpgsqlTransaction transaction, ChallengeForm request, HttpContext http, ChallengeOptions options, Caller caller, DateTimeOffset now, CancellationToken cancellation)
    {
        var connection = transaction.Connection!;
        var need = await connection.QuerySingleOrDefaultAsync<DemandRow>(
            new CommandDefinition(SelectNeed, new { request.DemandId, Only = caller.OnlyOrganisation }, transaction, cancellationToken: cancellation));
        if (need is null)
        {
            return Problems.DemandNotFound(request.DemandId!.Value);
        }

        var form = need.Form();
        if ((need.Status == "closed" ? Problems.DemandClosed(need.CloseReason) : form.Visibility == "confidential" ? Problems.DemandConfidential() : null) is { } notThis)
        {
            return notThis;
        }

        if (await connection.QuerySingleOrDefaultAsync<Guid?>(new CommandDefinition(SelectLive, new { need.DemandId }, transaction, cancellationToken: cancellation)) is { } live)
        {
            return Problems.ChallengeExists(live);
        }

        if (request.Refuse(form, options.SubsidyShare, out var terms) is { } refused)
        {
            return refused;
        }

        var id = Guid.CreateVersion7(now);
        var row = new DynamicParameters(request.Row(terms, form.Title!, options.SubsidyShare));
        row.AddDynamicParams(new { ChallengeId = id, need.DemandId, need.EnterpriseCode, RegionCode = form.RegionCode!, Anonymous = form.Anonymous ?? false, Now = now });
        await connection.ExecuteAsync(new CommandDefinition(InsertChallenge, row, transaction, cancellationToken: cancellation));
        var stored = await ChallengeRow.Find(connection, transaction, id, cancellation);
        var filed = await ChallengeSteps.Append(transaction, stored!, "collected", caller, now, cancellation);
        Revisions.SetETag(http, filed.Number);
        return TypedResults.Created($"/v1/challenges/{id}", await ChallengeView.Read(connection, transaction, filed, caller, cancellation));
    }
}
