using Dapper;
using FluentValidation;
using Matchmaking.Access;
using Matchmaking.Audit;
using Matchmaking.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using MimeKit;

namespace Matchmaking.Webhooks.Mail;

/// <summary>How an account wants its notices by mail.</summary>
/// <param name="Address">Where to: one address, up to 254 characters, without a name.</param>
/// <param name="Language">zh or en; zh when absent.</param>
/// <param name="Wants">important (what asks for something or ends something; also when absent) or all.</param>
/// <param name="Pace">immediately (also when absent) or daily.</param>
public sealed record PutMailSubscriptionRequest(string? Address, string? Language, string? Wants, string? Pace);

/// <summary>Rules of <see cref="PutMailSubscriptionRequest"/>.</summary>
public sealed class PutMailSubscriptionRequestValidator : AbstractValidator<PutMailSubscriptionRequest>
{
    /// <summary>Sets the rules.</summary>
    public PutMailSubscriptionRequestValidator()
    {
        RuleFor(m => m.Address).Cascade(CascadeMode.Stop).NotEmpty().MaximumLength(254).Must(IsAddress).WithErrorCode("bad_address").WithMessage("One address such as lin@example.cn, without a name.");
        RuleFor(m => m.Language).Optional(language => language is "zh" or "en", "unknown_language", "One of: zh, en.");
        RuleFor(m => m.Wants).Optional(wants => wants is "important" or "all", "unknown_wants", "One of: important, all.");
        RuleFor(m => m.Pace).Optional(pace => pace is "immediately" or "daily", "unknown_pace", "One of: immediately, daily.");
    }

    // A route, a name, a group or a line break would change more than where a mail goes.
    private static bool IsAddress(string? address) =>
        address!.All(c => c > ' ' && c != 127 && c is not ('<' or '>' or ',' or ';' or ':' or '"' or '(' or ')' or '\\')) && MailboxAddress.TryParse(address, out var parsed)
        && parsed.Address == address && parsed.Domain.Contains('.', StringComparison.Ordinal) && parsed.LocalPart.Length <= 64;
}

/// <summary>
/// PUT /v1/mail-subscription: the caller's notices go by mail as well. A new address gets a link first, and nothing else until somebody there has followed it.
/// </summary>
public static class PutMailSubscription
{
    private const int ConfirmationsPerDay = 5;

    private const string LockAccount = "select pg_advisory_xact_lock(206, hashtext(@Account))";

    private const string SelectErased = "select true from erased_mail_account where account = @Account";

    private const string SelectConfirmations = """
        select count(*)::int from mail m join mail_subscription s using (subscription_id) where s.account = @Account and m.kind = 'confirmation' and m.created_at > @DayAgo
        """;

    private const string UpsertSubscription = """
        insert into mail_subscription (subscription_id, account, organisation, is_member, is_bureau, regions, address, language, wants, pace, created_at, updated_at)
        values (@Id, @Account, @Organisation, @IsMember, @IsBureau, @Regions, @Box, @Language, @Wants, @Pace, @Now, @Now)
        on conflict on constraint mail_subscription_once do update
        set organisation = excluded.organisation, is_member = excluded.is_member, is_bureau = excluded.is_bureau, regions = excluded.regions, language = excluded.language,
            wants = excluded.wants, pace = excluded.pace, updated_at = excluded.updated_at,
            address = case when @IsSame then mail_subscription.address else excluded.address end,
            confirmed_at = case when @IsSame then mail_subscription.confirmed_at end,
            address_number = mail_subscription.address_number + case when @IsSame then 0 else 1 end
        """;

    private const string InsertConfirmation = "insert into mail (mail_id, subscription_id, kind, due_at, created_at) values (@MailId, @Id, 'confirmation', @Now, @Now)";

    /// <summary>Maps the endpoint.</summary>
    public static void MapPutMailSubscription(this IEndpointRouteBuilder routes) =>
        routes.MapPut("/mail-subscription", Handle).WithName("PutMailSubscription").WithTags("Notices").AllowAllRoles(Scopes.Notices).Validated<PutMailSubscriptionRequest>().WithProblems(403, 409);

    private static async Task<Results<Ok<MailSubscriptionView>, ProblemHttpResult>> Handle(
        PutMailSubscriptionRequest request, Caller caller, CallerDatabase database, AddressBox addresses, IOptions<MailOptions> options, TimeProvider clock, CancellationToken cancellation)
    {
        if (caller.IsMachine)
        {
            return Problems.PersonNeeded();
        }

        if (!options.Value.IsOn)
        {
            return Problems.MailNotConfigured();
        }

        var now = clock.GetUtcNow();
        await using var change = await database.BeginAsync(null, cancellation);
        var connection = change.Transaction.Connection!;
        await connection.ExecuteAsync(new CommandDefinition(LockAccount, new { Account = caller.Subject }, change.Transaction, cancellationToken: cancellation));
        var before = await MailSubscriptionRow.Of(connection, caller.Subject, cancellation);
        var isSame = before is not null && addresses.Box.Open(before.Id, before.Address) == request.Address;
        var id = before?.Id ?? Guid.CreateVersion7(now);
        var row = new
        {
            Id = id,
            MailId = Guid.CreateVersion7(now),
            Account = caller.Subject,
            caller.Organisation,
            IsMember = !caller.IsBureau,
            caller.IsBureau,
            Regions = caller.Roles.Contains(Roles.Operator) ? [] : caller.Regions.ToArray(),
            Box = addresses.Box.Close(id, request.Address!),
            IsSame = isSame,
            Language = request.Language ?? "zh",
            Wants = request.Wants ?? "important",
            Pace = request.Pace ?? "immediately",
            Now = now,
            DayAgo = now.AddDays(-1),
        };
        if (await Ask<bool?>(SelectErased) is true)
        {
            return Problems.AccountErased();
        }

        // An address that has been confirmed is not asked again; one that has not is, when its owner puts it once more.
        var isAsked = !isSame || before!.ConfirmedAt is null;
        if (isAsked && await Ask<int>(SelectConfirmations) >= ConfirmationsPerDay)
        {
            return Problems.TooManyConfirmations(ConfirmationsPerDay);
        }

        await connection.ExecuteAsync(new CommandDefinition(UpsertSubscription, row, change.Transaction, cancellationToken: cancellation));
        if (isAsked)
        {
            await connection.ExecuteAsync(new CommandDefinition(InsertConfirmation, row, change.Transaction, cancellationToken: cancellation));
        }

        var after = await MailSubscriptionRow.Of(connection, caller.Subject, cancellation);
        await AuditTrail.Record(change.Transaction, AuditEntry.By(caller, "mail_subscription.put", "mail_subscription", $"{id}"), cancellation);
        await change.Transaction.CommitAsync(cancellation);
        return TypedResults.Ok(after!.View(addresses.Box));

        Task<T?> Ask<T>(string select) => connection.QuerySingleOrDefaultAsync<T>(new CommandDefinition(select, row, change.Transaction, cancellationToken: cancellation));
    }
}
