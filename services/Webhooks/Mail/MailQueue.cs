using Dapper;
using Matchmaking.Webhooks.Notices;
using Npgsql;

namespace Matchmaking.Webhooks.Mail;

/// <summary>A mail that was claimed, with what it takes to write it.</summary>
internal sealed record ClaimedMail(Guid MailId, string Kind, int Attempts, Guid SubscriptionId, string Address, string Language, int AddressNumber, DateTime CreatedAt);

/// <summary>Mails that are due, for several senders at a time. A claim is a lease: who dies with it leaves a mail that falls due again, under the same Message-ID.</summary>
internal sealed class MailQueue(NpgsqlDataSource database)
{
    // All that waits for an account goes in one mail. Held, so that two who gather at a time do not both make one.
    private const string GatherNotices = """
        with ready as (
            select s.subscription_id from mail_subscription s
            where s.confirmed_at is not null
              and exists (select from mail_notice n where n.subscription_id = s.subscription_id and n.mail_id is null and n.created_at <= @Gathered)
              and (s.pace = 'immediately' or not exists (select from mail m where m.subscription_id = s.subscription_id and m.kind = 'notices' and m.created_at > @DayAgo))
              and (select count(*) from mail m where m.subscription_id = s.subscription_id and m.kind = 'notices' and m.created_at > @DayAgo) < @MostPerDay
            order by s.subscription_id limit 100
            for no key update skip locked),
        made as (
            insert into mail (mail_id, subscription_id, kind, due_at, created_at)
            select gen_random_uuid(), subscription_id, 'notices', @Now, @Now from ready
            returning mail_id, subscription_id)
        update mail_notice n set mail_id = made.mail_id from made where n.subscription_id = made.subscription_id and n.mail_id is null
        """;

    private const string ClaimDue = """
        with due as (select mail_id from mail where state = 'pending' and due_at <= @Now order by due_at limit @Most for update skip locked)
        update mail m set lease = @Lease, due_at = @Until
        from due, mail_subscription s
        where m.mail_id = due.mail_id and s.subscription_id = m.subscription_id
        returning m.mail_id as MailId, m.kind as Kind, m.attempts as Attempts, s.subscription_id as SubscriptionId, s.address as Address, s.language as Language,
                  s.address_number as AddressNumber, m.created_at as CreatedAt
        """;

    private const string SelectNotices = $"""
        select {NoticeRow.Columns} from mail_notice x join notice n using (notice_id) left join notice_read r on false
        where x.mail_id = @MailId order by n.notice_id limit @Most
        """;

    private const string SelectCount = "select count(*)::int from mail_notice where mail_id = @MailId";

    private const string FinishMail = """
        update mail set state = @State, attempts = attempts + 1, due_at = @DueAt, lease = null, last_error = @Error, finished_at = case when @State = 'pending' then null else @Now end
        where mail_id = @MailId and lease = @Lease
        """;

    private const string DeleteOld = "delete from mail where finished_at < @Before";

    /// <summary>Makes mails of notices that have waited for others long enough; answers how many notices went into one.</summary>
    public async Task<int> Gather(MailOptions options, DateTimeOffset now, CancellationToken cancellation)
    {
        var row = new { Now = now, Gathered = now.AddSeconds(-options.GatherSeconds), DayAgo = now.AddDays(-1), options.MostPerDay };
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await connection.ExecuteAsync(new CommandDefinition(GatherNotices, row, cancellationToken: cancellation));
    }

    /// <summary>Claims at most <paramref name="most"/> mails until the lease lapses.</summary>
    public async Task<IReadOnlyList<ClaimedMail>> Claim(Guid lease, int most, DateTimeOffset now, TimeSpan duration, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var row = new { Lease = lease, Most = most, Now = now, Until = now + duration };
        return (await connection.QueryAsync<ClaimedMail>(new CommandDefinition(ClaimDue, row, cancellationToken: cancellation))).AsList();
    }

    /// <summary>What a mail tells, the oldest first, at most <paramref name="most"/>, and how much there is of it in all.</summary>
    public async Task<(IReadOnlyList<NoticeRow> Notices, int Count)> Read(Guid mailId, int most, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var row = new { MailId = mailId, Most = most };
        var notices = (await connection.QueryAsync<NoticeRow>(new CommandDefinition(SelectNotices, row, cancellationToken: cancellation))).AsList();
        return (notices, await connection.QuerySingleAsync<int>(new CommandDefinition(SelectCount, row, cancellationToken: cancellation)));
    }

    /// <summary>Notes what came of it: sent, dead, or pending until <paramref name="dueAt"/>. Nothing when the lease lapsed and somebody else has it.</summary>
    public async Task Finish(Guid mailId, Guid lease, string state, DateTimeOffset dueAt, string? error, DateTimeOffset now)
    {
        // A mail that was sent is noted even when the process is being stopped.
        await using var connection = await database.OpenConnectionAsync(CancellationToken.None);
        await connection.ExecuteAsync(FinishMail, new { MailId = mailId, Lease = lease, State = state, DueAt = dueAt, Error = error, Now = now });
    }

    /// <summary>Deletes mails that were sent or given up before a time.</summary>
    public async Task Purge(DateTimeOffset before, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await connection.ExecuteAsync(new CommandDefinition(DeleteOld, new { Before = before }, cancellationToken: cancellation));
    }
}
