using System.Text.Json;
using Dapper;
using Npgsql;

namespace Matchmaking.Erasure;

/// <summary>A place that holds personal data, and how it is read.</summary>
/// <param name="Store">A table.</param>
/// <param name="Purpose">What for; Chinese.</param>
/// <param name="PurposeEnglish">English.</param>
/// <param name="Retention">How long; Chinese.</param>
/// <param name="RetentionEnglish">English.</param>
/// <param name="Select">SQL that answers one JSON text for each row that is about @Id.</param>
public sealed record PersonalStore(string Store, string Purpose, string PurposeEnglish, string Retention, string RetentionEnglish, string Select)
{
    /// <summary>What every database keeps for a while: who did what to a subject, messages on their way, answers under an idempotency key. Of the last two no content, for it may name others.</summary>
    public static IReadOnlyList<PersonalStore> OfEveryService { get; } =
    [
        new("audit_entry", "审计：谁在何时对何编号做了什么", "audit: who did what to which id, and when", "永久；明细可删除", "for ever; details can be erased",
            """
            select to_jsonb(e)::text from (
                select organisation, sequence, at, actor, action, subject_kind, subject_id, revision, detail from audit_entry where subject_id = @Id::text or actor = @Id::text order by at) e
            """),
        new("outbox_message", "待发送的消息", "messages that have not left yet", "发送后即删除", "until they have left",
            "select jsonb_build_object('messageType', message_type, 'createdAt', created_at)::text from outbox_message where body like '%' || @Id::text || '%'"),
        new("idempotency_key", "重复请求的应答", "answers to repeated requests", "24 小时", "24 hours",
            "select jsonb_build_object('status', status, 'location', location, 'createdAt', created_at)::text from idempotency_key where scope like '%' || @Id::text || '%' or body like '%' || @Id::text || '%'"),
    ];
}

/// <summary>What a service holds about a person.</summary>
/// <param name="Service">The service, in kebab case.</param>
/// <param name="Sections">A section for each store, also where it holds nothing.</param>
public sealed record PersonalData(string Service, IReadOnlyList<PersonalSection> Sections)
{
    /// <summary>Reads all stores as of one moment.</summary>
    public static async Task<PersonalData> Read(NpgsqlConnection connection, string service, IEnumerable<PersonalStore> stores, Guid id, CancellationToken cancellation)
    {
        await using var transaction = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancellation);
        var sections = new List<PersonalSection>();
        foreach (var store in stores)
        {
            var rows = await connection.QueryAsync<string>(new CommandDefinition(store.Select, new { Id = id }, transaction, cancellationToken: cancellation));
            sections.Add(new PersonalSection(
                store.Store, store.Purpose, store.PurposeEnglish, store.Retention, store.RetentionEnglish, [.. rows.Select(row => JsonElement.Parse(row))]));
        }

        return new PersonalData(service, sections);
    }
}

/// <summary>What one store holds.</summary>
/// <param name="Store">A table.</param>
/// <param name="Purpose">What for; Chinese.</param>
/// <param name="PurposeEnglish">English.</param>
/// <param name="Retention">How long; Chinese.</param>
/// <param name="RetentionEnglish">English.</param>
/// <param name="Rows">Its rows; empty where it holds nothing.</param>
public sealed record PersonalSection(string Store, string Purpose, string PurposeEnglish, string Retention, string RetentionEnglish, IReadOnlyList<JsonElement> Rows);
