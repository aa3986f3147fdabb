using Dapper;
using FluentValidation;
using Matchmaking.Access;
using Matchmaking.Audit;
using Matchmaking.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace Matchmaking.MatchReview.Queue;

/// <summary>What a reviewer says of a match to the others.</summary>
/// <param name="Text">1 to 2,000 characters; never shown outside the bureau.</param>
public sealed record CommentMatchRequest(string? Text);

/// <summary>Rules of <see cref="CommentMatchRequest"/>.</summary>
public sealed class CommentMatchRequestValidator : AbstractValidator<CommentMatchRequest>
{
    /// <summary>Sets the rules.</summary>
    public CommentMatchRequestValidator() => RuleFor(c => c.Text).NotEmpty().MaximumLength(2000);
}

/// <summary>What a reviewer said of a match.</summary>
/// <param name="Id">Identity.</param>
/// <param name="Text">As written.</param>
/// <param name="Account">The account that wrote it.</param>
/// <param name="CreatedAt">UTC.</param>
public sealed record CommentView(Guid Id, string Text, string Account, DateTime CreatedAt);

/// <summary>POST /v1/matches/{id}/comments: a comment, which is never changed. It stays with the pair of need and expert, decided or not.</summary>
public static class CommentMatch
{
    // In the order of their times, which the row that is held keeps.
    private const string InsertComment = """
        insert into match_comment (comment_id, match_id, demand_id, talent_id, text, author, created_at)
        values (@Id, @MatchId, @DemandId, @TalentId, @Text, @Author, @Now)
        returning comment_id as Id, text as Text, author as Account, created_at as CreatedAt
        """;

    /// <summary>Maps the endpoint.</summary>
    public static void MapCommentMatch(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/matches/{id:guid}/comments", Handle).WithName("CommentMatch").WithTags("Queue").Allow(Scopes.MatchesWrite, Roles.Reviewer, Roles.Operator).Validated<CommentMatchRequest>()
            .WithProblems(404, 409, 422);

    private static Task<Results<Created<CommentView>, ProblemHttpResult>> Handle(
        Guid id, CommentMatchRequest request, HttpContext http, Caller caller, TimeProvider clock, CancellationToken cancellation) =>
        Idempotency.Run<CommentMatchRequest, CommentView>(http, request, transaction => Comment(transaction, id, request.Text!, caller, clock.GetUtcNow(), cancellation), cancellation);

    private static async Task<Results<Created<CommentView>, ProblemHttpResult>> Comment(
        NpgsqlTransaction transaction, Guid id, string text, Caller caller, DateTimeOffset now, CancellationToken cancellation)
    {
        if ((await LockedMatch.Hold(transaction, [id], caller, cancellation)).SingleOrDefault() is not { } match)
        {
            return await LockedMatch.Missing(transaction, id, cancellation);
        }

        if (match.IsErased)
        {
            return Problems.MatchGone("talent_erased");
        }

        var row = new { Id = Guid.CreateVersion7(now), match.MatchId, match.DemandId, match.TalentId, Text = text, Author = caller.Subject, Now = now };
        var comment = await transaction.Connection!.QuerySingleAsync<CommentView>(new CommandDefinition(InsertComment, row, transaction, cancellationToken: cancellation));
        await AuditTrail.Record(transaction, AuditEntry.By(caller, "match.commented", "match", $"{id}"), cancellation);
        return TypedResults.Created($"/v1/matches/{id}/comments", comment);
    }
}
