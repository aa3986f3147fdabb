using Dapper;
using Matchmaking.Access;
using Matchmaking.Audit;
using Matchmaking.Contracts.Identity;
using Matchmaking.Platform.Http;
using Matchmaking.Platform.Messaging;
using Matchmaking.Vocabulary;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace Matchmaking.Identity.Organisations;

/// <summary>The ways between pending, approved and suspended, and the events that tell of them.</summary>
internal static class OrganisationStatus
{
    private const string UpdateStatus = $"""
        update organisation set status = @To, revision = revision + 1, updated_at = @Now where credit_code = @CreditCode and status = @From
        returning {OrganisationView.Columns}
        """;

    private const string SelectStatus = "select status from organisation where credit_code = @CreditCode";

    /// <summary>Takes the organisation from one status to the other and tells of it; the caller sees it, or it does not exist.</summary>
    public static async Task<Results<Ok<OrganisationView>, ProblemHttpResult>> Change(
        HttpContext http, string creditCode, string from, string to, CancellationToken cancellation)
    {
        if (!CreditCode.IsValid(creditCode))
        {
            return Problems.OrganisationNotFound(creditCode);
        }

        var services = http.RequestServices;
        var change = new { CreditCode = creditCode, From = from, To = to, Now = services.GetRequiredService<TimeProvider>().GetUtcNow() };
        await using var connection = await services.GetRequiredService<CallerDatabase>().OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var view = await connection.QuerySingleOrDefaultAsync<OrganisationView>(new CommandDefinition(UpdateStatus, change, transaction, cancellationToken: cancellation));
        if (view is null)
        {
            var status = await connection.ExecuteScalarAsync<string?>(new CommandDefinition(SelectStatus, change, transaction, cancellationToken: cancellation));
            return status is null ? Problems.OrganisationNotFound(creditCode) : Problems.WrongStatus(status, from);
        }

        await Announce(transaction, view, change.Now, cancellation);
        var caller = Caller.Of(http);
        await AuditTrail.Record(transaction, AuditEntry.By(caller, $"organisation.{to}", "organisation", creditCode, view.Revision) with { Organisations = [creditCode, caller.Organisation] }, cancellation);
        await services.GetRequiredService<Outbox>().Commit(transaction, cancellation);
        Revisions.SetETag(http, view.Revision);
        return TypedResults.Ok(view);
    }

    /// <summary>Tells followers of an approved or suspended organisation; of a pending one nobody knows.</summary>
    public static Task Announce(NpgsqlTransaction transaction, OrganisationView view, DateTimeOffset at, CancellationToken cancellation) => view.Status switch
    {
        "approved" => Outbox.Add(
            transaction,
            new OrganisationApproved(view.CreditCode, view.Revision, view.Kind, view.Name, view.RegionCode, view.Industry, view.InstituteKind, at),
            cancellation),
        "suspended" => Outbox.Add(transaction, new OrganisationSuspended(view.CreditCode, view.Revision, at), cancellation),
        _ => Task.CompletedTask,
    };
}
