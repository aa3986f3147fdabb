using Dapper;
using Matchmaking.Access;
using Matchmaking.Platform.Http;
using Matchmaking.Platform.Messaging;
using Matchmaking.TechnologyDemands.Demands;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace Matchmaking.TechnologyDemands.Challenges;

/// <summary>PUT /v1/challenges/{id}: files a challenge anew that is collected or was returned.</summary>
public static class ReviseChallenge
{
    private const string SelectNeed = $"select {DemandRow.Columns} from demand where demand_id = @DemandId";

    private const string UpdateChallenge = """
        update challenge set title = @Title, terms = @Terms::jsonb, fund_yuan = @FundYuan, subsidy_yuan = @SubsidyYuan, subsidy_share = @SubsidyShare, teams = @Teams where challenge_id = @id
        """;

    /// <summary>Maps the endpoint.</summary>
    public static void MapReviseChallenge(this IEndpointRouteBuilder routes) =>
        routes.MapPut("/challenges/{id:guid}", Handle).WithName("ReviseChallenge").WithTags("Challenges").Allow(Scopes.ChallengesWrite, Roles.Enterprise, Roles.Operator).Validated<ChallengeForm>()
            .WithProblems(403, 404, 409, 412, 428);

    private static Task<Results<Ok<ChallengeView>, ProblemHttpResult>> Handle(
        Guid id, ChallengeForm request, HttpContext http, ChallengeDesk desk, CallerDatabase database, Outbox outbox, IOptions<ChallengeOptions> options, Caller caller, TimeProvider clock,
        CancellationToken cancellation) =>
        desk.Hold(
            id,
            async () =>
            {
                await using var connection = await database.OpenConnectionAsync(cancellation);
                await using var transaction = await connection.BeginTransactionAsync(cancellation);
                var row = await ChallengeRow.Find(connection, transaction, id, cancellation);
                if ((row is null ? Problems.ChallengeNotFound(id)
                    : !caller.ActsFor(row.EnterpriseCode) ? Problems.NotOfThisChallenge()
                    : row.State is not ("collected" or "returned") ? Problems.ChallengeNotInState(row)
                    : Revisions.Refuse(http, row.Number) ?? (request.DemandId != row.DemandId ? Problems.DemandFixed() : null)) is { } problem)
                {
                    return problem;
                }

                var need = (await connection.QuerySingleAsync<DemandRow>(new CommandDefinition(SelectNeed, new { row!.DemandId }, transaction, cancellationToken: cancellation))).Form();
                if (request.Refuse(need, options.Value.SubsidyShare, out var terms) is { } refused)
                {
                    return refused;
                }

                var changed = new DynamicParameters(request.Row(terms, need.Title!, options.Value.SubsidyShare));
                changed.Add("id", id);
                await connection.ExecuteAsync(new CommandDefinition(UpdateChallenge, changed, transaction, cancellationToken: cancellation));
                var filed = await ChallengeSteps.Append(transaction, (await ChallengeRow.Find(connection, transaction, id, cancellation))!, "collected", caller, clock.GetUtcNow(), cancellation);
                var view = await ChallengeView.Read(connection, transaction, filed, caller, cancellation);
                await outbox.Commit(transaction, cancellation);
                Revisions.SetETag(http, filed.Number);
                return (Results<Ok<ChallengeView>, ProblemHttpResult>)TypedResults.Ok(view);
            },
            cancellation);
}
