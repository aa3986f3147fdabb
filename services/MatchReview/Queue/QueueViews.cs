using System.Text.Json;
using System.Text.RegularExpressions;
using Dapper;
using Matchmaking.Access;
using Matchmaking.Audit;
using Matchmaking.MatchReview.Matches;
using Matchmaking.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace Matchmaking.MatchReview.Queue;

/// <summary>The views of an account.</summary>
/// <param name="Items">In the order of their names.</param>
public sealed record QueueViewList(IReadOnlyList<QueueView> Items);

/// <summary>GET /v1/queue-views, and GET, PUT and DELETE of /v1/queue-views/{name}: views of the queue that an account keeps for itself. The list of the queue takes them by name.</summary>
public static partial class QueueViews
{
    private const int Most = 50;

    // Nobody's view but the caller's: two of one's own at once leave the later one.
    private const string UpsertView = """
        insert into queue_view (organisation, owner, name, query, updated_at) values (@Organisation, @Subject, @name, @Query::jsonb, @Now)
        on conflict on constraint queue_view_once do update set query = excluded.query, updated_at = excluded.updated_at
        """;

    private const string DeleteRow = "delete from queue_view where organisation = @Organisation and owner = @Subject and name = @name";

    private const string SelectCount = "select count(*)::int from queue_view where organisation = @Organisation and owner = @Subject and name <> @name";

    /// <summary>Maps the endpoints.</summary>
    public static void MapQueueViews(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/queue-views", List).WithName("ListQueueViews").WithTags("Queue").Allow(Scopes.MatchesRead, Roles.Reviewer, Roles.Operator);
        routes.MapGet("/queue-views/{name}", Get).WithName("GetQueueView").WithTags("Queue").Allow(Scopes.MatchesRead, Roles.Reviewer, Roles.Operator).WithReadProblems(404);
        routes.MapPut("/queue-views/{name}", Put).WithName("PutQueueView").WithTags("Queue").Allow(Scopes.MatchesWrite, Roles.Reviewer, Roles.Operator).WithProblems(409);
        routes.MapDelete("/queue-views/{name}", Delete).WithName("DeleteQueueView").WithTags("Queue").Allow(Scopes.MatchesWrite, Roles.Reviewer, Roles.Operator).WithReadProblems(404);
    }

    private static async Task<Ok<QueueViewList>> List(CallerDatabase database, Caller caller, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return TypedResults.Ok(new QueueViewList([.. (await SavedView.Of(connection, caller, null, cancellation)).Select(view => view.View())]));
    }

    private static async Task<Results<Ok<QueueView>, ProblemHttpResult>> Get(string name, CallerDatabase database, Caller caller, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return (await SavedView.Of(connection, caller, name, cancellation)).SingleOrDefault() is { } view ? TypedResults.Ok(view.View()) : Problems.ViewNotFound(name);
    }

    private static async Task<Results<Ok<QueueView>, ProblemHttpResult>> Put(
        string name, QueueFilter query, CallerDatabase database, Caller caller, TimeProvider clock, CancellationToken cancellation)
    {
        var fault = NameRule().IsMatch(name) ? null : new FieldError("name", "malformed", "A name is 1 to 40 small letters, digits and -.");
        if ((fault ?? ListQueuedMatches.SortFault(query.Sort) ?? query.Fault()) is { } wrong)
        {
            return ApiProblem.Invalid400(wrong);
        }

        var row = new { caller.Organisation, caller.Subject, name, Query = JsonSerializer.Serialize(query, MatchRow.Json), Now = clock.GetUtcNow() };
        await using var change = await database.BeginAsync(null, cancellation);
        var connection = change.Transaction.Connection!;
        if (await connection.QuerySingleAsync<int>(new CommandDefinition(SelectCount, row, change.Transaction, cancellationToken: cancellation)) >= Most)
        {
            return Problems.TooManyViews(Most);
        }

        await connection.ExecuteAsync(new CommandDefinition(UpsertView, row, change.Transaction, cancellationToken: cancellation));
        await Commit(change.Transaction, caller, "queue_view.saved", name, cancellation);
        return TypedResults.Ok(new QueueView(name, query, row.Now.UtcDateTime));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Delete(string name, CallerDatabase database, Caller caller, CancellationToken cancellation)
    {
        await using var change = await database.BeginAsync(null, cancellation);
        var row = new { caller.Organisation, caller.Subject, name };
        if (await change.Transaction.Connection!.ExecuteAsync(new CommandDefinition(DeleteRow, row, change.Transaction, cancellationToken: cancellation)) == 0)
        {
            return Problems.ViewNotFound(name);
        }

        await Commit(change.Transaction, caller, "queue_view.deleted", name, cancellation);
        return TypedResults.NoContent();
    }

    private static async Task Commit(NpgsqlTransaction transaction, Caller caller, string action, string name, CancellationToken cancellation)
    {
        await AuditTrail.Record(transaction, AuditEntry.By(caller, action, "queue_view", name), cancellation);
        await transaction.CommitAsync(cancellation);
    }

    [GeneratedRegex(@"^[a-z0-9-]{1,40}\z")]
    private static partial Regex NameRule();
}
