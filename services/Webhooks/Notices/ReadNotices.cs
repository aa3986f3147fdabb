using Dapper;
using FluentValidation;
using Matchmaking.Access;
using Matchmaking.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace Matchmaking.Webhooks.Notices;

/// <summary>Which notices the account has read: those named, or all up to one. Others of the organisation keep their own marks.</summary>
/// <param name="Ids">At most 100.</param>
/// <param name="Until">The newest that was seen: it and all before it.</param>
public sealed record ReadNoticesRequest(IReadOnlyList<Guid>? Ids, Guid? Until);

/// <summary>Rules of <see cref="ReadNoticesRequest"/>.</summary>
public sealed class ReadNoticesRequestValidator : AbstractValidator<ReadNoticesRequest>
{
    /// <summary>Sets the rules.</summary>
    public ReadNoticesRequestValidator()
    {
        RuleFor(r => r.Ids).Must(ids => ids is null || ids.Count <= 100).WithErrorCode("too_many").WithMessage("At most 100 entries are taken.");
        RuleFor(r => r.Ids).Must((request, ids) => ids is { Count: > 0 } != request.Until is not null).WithErrorCode("required").WithMessage("Either ids or until.");
    }
}

/// <summary>What was marked.</summary>
/// <param name="Read">How many notices are read that were not before.</param>
public sealed record ReadNoticesView(int Read);

/// <summary>POST /v1/notices:read: marks notices as read by the calling account; marked again they stay as they are, and what is not the caller's is passed over.</summary>
public static class ReadNotices
{
    private const string InsertMarks = $"""
        insert into notice_read (notice_id, account, read_at)
        select n.notice_id, @Account, @Now from {NoticeRow.Mine} and r.read_at is null and (n.notice_id = any(@Ids) or n.notice_id <= @Until::uuid)
        on conflict on constraint notice_read_once do nothing
        """;

    /// <summary>Maps the endpoint.</summary>
    public static void MapReadNotices(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/notices:read", Handle).WithName("ReadNotices").WithTags("Notices").AllowAllRoles(Scopes.Notices).Validated<ReadNoticesRequest>().WithProblems(422);

    private static Task<Results<Ok<ReadNoticesView>, ProblemHttpResult>> Handle(
        ReadNoticesRequest request, HttpContext http, Caller caller, TimeProvider clock, CancellationToken cancellation) =>
        Idempotency.RunOk<ReadNoticesRequest, ReadNoticesView>(http, request, transaction => Mark(transaction, request, caller, clock.GetUtcNow(), cancellation), cancellation);

    private static async Task<Results<Ok<ReadNoticesView>, ProblemHttpResult>> Mark(
        NpgsqlTransaction transaction, ReadNoticesRequest request, Caller caller, DateTimeOffset now, CancellationToken cancellation)
    {
        var reader = NoticeReader.Of(caller);
        var row = new { reader.Organisation, reader.Account, reader.IsMember, reader.IsBureau, reader.Regions, Ids = request.Ids?.ToArray() ?? [], request.Until, Now = now };
        return TypedResults.Ok(new ReadNoticesView(await transaction.Connection!.ExecuteAsync(new CommandDefinition(InsertMarks, row, transaction, cancellationToken: cancellation))));
    }
}
