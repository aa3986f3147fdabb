using System.Text.Json;
using System.Text.Json.Nodes;
using Dapper;
using Matchmaking.Audit;
using Matchmaking.Contracts.Erasure;
using Matchmaking.Platform;
using Matchmaking.Platform.Messaging;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Matchmaking.Erasure;

/// <summary>
/// Erases everybody who was entered in <c>erased_talent</c>: first the tables, then what lies outside of them, then every table of the database is
/// searched for the id. Only where nothing is found the erasure is answered; otherwise it begins anew, for ever, and the log says so.
/// </summary>
public sealed partial class AnswerErasures(NpgsqlDataSource database, ErasurePlan plan, Outbox outbox, TimeProvider clock, ILogger<AnswerErasures> log) : BackgroundService
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Again = TimeSpan.FromMilliseconds(200);

    // What failed or remains is for people to look at: not so often that the log says nothing else.
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(20);

    private const string SelectOpen = "select talent_id from erased_talent where answered_at is null order by number";

    private const string ClaimOpen = """
        select erasure_id as ErasureId, revision as Revision, number as Number, items::text as Items, worked_at is not null as IsErased
        from erased_talent where talent_id = @talentId and answered_at is null for update skip locked
        """;

    // The message that tells of the erasure names whom to erase until it has left.
    private const string Asking = "message_type like 'Matchmaking.Contracts.Erasure.PersonErasureRequested,%'";

    private const string DeleteMessages = $"delete from outbox_message where lower(body) like any(@Needles) and not {Asking}";

    private const string DeleteAnswers = "delete from idempotency_key where lower(scope) like any(@Needles) or lower(location) like any(@Needles) or lower(body) like any(@Needles)";

    private const string SelectRemains = "select store, named from rows_naming(@OwnNeedles, @PassedOver::jsonb)";

    private const string UpdateState = """
        update erased_talent set items = @Items::jsonb, worked_at = case when @IsErased then coalesce(worked_at, @Now) end, answered_at = case when @IsAnswered then @Now end
        where talent_id = @TalentId
        """;

    // The trail names by id whom an act was about: that is what it is for. Details must not.
    private static readonly Dictionary<string, string> AlwaysPassedOver = new(StringComparer.Ordinal)
    {
        ["erased_talent"] = "true",
        ["audit_entry"] = "detail is null or not lower(detail::text) like any ($1)",
        ["audit_unchained"] = "detail is null or not lower(detail::text) like any ($1)",
        ["outbox_message"] = Asking,
    };

    private readonly WakeSignal wake = new();
    private readonly Dictionary<Guid, DateTimeOffset> resting = [];

    /// <summary>Tells that somebody was entered.</summary>
    public void Wake() => wake.Wake();

    /// <inheritdoc />
    public override void Dispose()
    {
        wake.Dispose();
        base.Dispose();
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var isAllDone = true;
            try
            {
                foreach (var talentId in (await Open(stoppingToken)).Where(id => resting.GetValueOrDefault(id) <= clock.GetUtcNow()))
                {
                    isAllDone &= await TryGoOn(talentId, stoppingToken);
                }
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(log, error);
            }

            await wake.Wait(isAllDone ? Poll : Again, stoppingToken);
        }
    }

    private async Task<IReadOnlyList<Guid>> Open(CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return (await connection.QueryAsync<Guid>(new CommandDefinition(SelectOpen, cancellationToken: cancellation))).AsList();
    }

    // One erasure that fails must not keep the others waiting.
    private async Task<bool> TryGoOn(Guid talentId, CancellationToken cancellation)
    {
        try
        {
            return await GoOn(talentId, cancellation);
        }
        catch (Exception error) when (!cancellation.IsCancellationRequested)
        {
            LogNotErased(log, error, talentId);
            resting[talentId] = clock.GetUtcNow() + Rest;
            return true;
        }
    }

    private async Task<bool> GoOn(Guid talentId, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        if (await connection.QuerySingleOrDefaultAsync<OpenRow>(new CommandDefinition(ClaimOpen, new { talentId }, transaction, cancellationToken: cancellation)) is not { } row)
        {
            // Another replica is at it.
            return true;
        }

        var now = clock.GetUtcNow();
        var work = new ErasureWork(transaction, plan.Service, talentId, row.Revision, row.Number, now.UtcDateTime, JsonSerializer.Deserialize<ErasedItem[]>(row.Items, JsonSerializerOptions.Web)!);
        if (!row.IsErased)
        {
            await plan.Erase(work, cancellation);
            await work.Run("outbox_message", "deleted", DeleteMessages, cancellation);
            await work.Run("idempotency_key", "deleted", DeleteAnswers, cancellation);
            await Keep(work, isErased: true, isAnswered: false, cancellation);
            await transaction.CommitAsync(cancellation);
            return false;
        }

        if (!await plan.Settle(work, cancellation))
        {
            return false;
        }

        var remains = await Remains(work, cancellation);
        if (remains.Count > 0)
        {
            LogRemains(log, talentId, string.Join(", ", remains));
            await Keep(work, isErased: false, isAnswered: false, cancellation);
            await transaction.CommitAsync(cancellation);
            resting[talentId] = clock.GetUtcNow() + Rest;
            return true;
        }

        await Answer(work, row.ErasureId, now, cancellation);
        await outbox.Commit(transaction, cancellation);
        _ = resting.Remove(talentId);
        return true;
    }

    private async Task<IReadOnlyList<string>> Remains(ErasureWork work, CancellationToken cancellation)
    {
        var passedOver = JsonSerializer.Serialize(AlwaysPassedOver.Concat(plan.PassedOver).ToDictionary());
        var found = await work.Transaction.Connection!.QueryAsync<(string Store, long Found)>(
            new CommandDefinition(SelectRemains, new { work.OwnNeedles, PassedOver = passedOver }, work.Transaction, commandTimeout: 600, cancellationToken: cancellation));
        return [.. found.Select(rest => $"{rest.Store}: {rest.Found}")];
    }

    private async Task Answer(ErasureWork work, Guid erasureId, DateTimeOffset now, CancellationToken cancellation)
    {
        await Keep(work, isErased: true, isAnswered: true, cancellation);
        var detail = new JsonObject { ["erasure"] = $"{erasureId}", ["rows"] = work.Items.Sum(item => item.Rows) };
        await AuditTrail.Record(
            work.Transaction, AuditEntry.ByService(plan.Service, [AuditEntry.Platform], "person.data_erased", "erasure", $"{erasureId}", detail: detail), cancellation);
        await Outbox.Add(work.Transaction, new PersonErased(erasureId, plan.Service, work.Items, 0, now), cancellation);
    }

    private static Task<int> Keep(ErasureWork work, bool isErased, bool isAnswered, CancellationToken cancellation) => work.Transaction.Connection!.ExecuteAsync(new CommandDefinition(
        UpdateState,
        new { work.TalentId, work.Now, Items = JsonSerializer.Serialize(work.Items, JsonSerializerOptions.Web), IsErased = isErased, IsAnswered = isAnswered },
        work.Transaction,
        cancellationToken: cancellation));

    [LoggerMessage(Level = LogLevel.Warning, Message = "Erasures could not be looked for; trying again")]
    private static partial void LogFailed(ILogger logger, Exception error);

    [LoggerMessage(Level = LogLevel.Error, Message = "Expert {TalentId} could not be erased; trying again")]
    private static partial void LogNotErased(ILogger logger, Exception error, Guid talentId);

    [LoggerMessage(Level = LogLevel.Error, Message = "Expert {TalentId} was erased and is still named in {Remains}; no certificate is given, trying again")]
    private static partial void LogRemains(ILogger logger, Guid talentId, string remains);

    private sealed record OpenRow(Guid ErasureId, long Revision, long Number, string Items, bool IsErased);
}
