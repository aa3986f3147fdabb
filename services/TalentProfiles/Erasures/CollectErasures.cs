using System.Text.Json;
using System.Text.Json.Nodes;
using Dapper;
using MassTransit;
using Matchmaking.Audit;
using Matchmaking.Contracts.Erasure;
using Matchmaking.Platform.Messaging;
using Npgsql;

namespace Matchmaking.TalentProfiles.Erasures;

/// <summary>Collects what services answer, this one among them; when the last has answered the certificate is made and its digest enters the audit trail.</summary>
public sealed class CollectErasuresConsumer(NpgsqlDataSource database, TimeProvider clock) : IConsumer<PersonErased>
{
    private const string HoldErasure = """
        select expert_id as ExpertId, institute_code as InstituteCode, reason_code as ReasonCode, reference as Reference, requested_at as RequestedAt, completed_at as CompletedAt
        from erasure where erasure_id = @ErasureId for update
        """;

    private const string UpsertAnswer = """
        insert into erasure_answer (erasure_id, service, items, remaining, erased_at) values (@ErasureId, @Service, @Items::jsonb, @Remaining, @ErasedAt)
        on conflict on constraint erasure_answer_once do update set items = excluded.items, remaining = excluded.remaining, erased_at = excluded.erased_at
        """;

    private const string UpdateComplete = "update erasure set completed_at = @Now, certificate = @Text, digest = @Digest where erasure_id = @ErasureId";

    /// <inheritdoc />
    public async Task Consume(ConsumeContext<PersonErased> context)
    {
        var (message, cancellation) = (context.Message, context.CancellationToken);
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        if (await Inbox.TryReceive(transaction, context.MessageId!.Value, nameof(CollectErasuresConsumer), cancellation)
            && await connection.QuerySingleOrDefaultAsync<ErasureRow>(new CommandDefinition(HoldErasure, message, transaction, cancellationToken: cancellation)) is { CompletedAt: null } erasure)
        {
            await connection.ExecuteAsync(new CommandDefinition(
                UpsertAnswer,
                new { message.ErasureId, message.Service, Items = JsonSerializer.Serialize(message.Items, JsonSerializerOptions.Web), message.Remaining, message.ErasedAt },
                transaction,
                cancellationToken: cancellation));
            var answers = await ErasureAnswers.Read(connection, transaction, message.ErasureId, cancellation);
            if (ErasureCertificate.Missing(answers).Count == 0)
            {
                await Complete(transaction, message.ErasureId, erasure, answers, cancellation);
            }
        }

        await transaction.CommitAsync(cancellation);
    }

    private async Task Complete(NpgsqlTransaction transaction, Guid erasureId, ErasureRow erasure, IReadOnlyList<ServiceErasure> answers, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var text = ErasureCertificate.Text(new ErasureCertificate(
            ErasureCertificate.Form, erasureId, erasure.ExpertId, erasure.InstituteCode, erasure.ReasonCode, erasure.Reference, erasure.RequestedAt, now, answers, ErasureNotes.All));
        var digest = ErasureCertificate.DigestOf(text);
        await transaction.Connection!.ExecuteAsync(
            new CommandDefinition(UpdateComplete, new { ErasureId = erasureId, Now = now, Text = text, Digest = digest }, transaction, cancellationToken: cancellation));
        await AuditTrail.Record(
            transaction,
            AuditEntry.ByService("talent-profiles", [erasure.InstituteCode, AuditEntry.Platform], "person.erased", "erasure", $"{erasureId}", detail: new JsonObject { ["digest"] = digest }),
            cancellation);
    }

    private sealed record ErasureRow
    {
        public Guid ExpertId { get; init; }

        public string InstituteCode { get; init; } = "";

        public string ReasonCode { get; init; } = "";

        public string? Reference { get; init; }

        public DateTime RequestedAt { get; init; }

        public DateTime? CompletedAt { get; init; }
    }
}
