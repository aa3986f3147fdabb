using System.Text.Json;
using Dapper;
using Npgsql;

namespace Matchmaking.TechnologyDemands.Demands;

/// <summary>A demand as it is stored.</summary>
internal sealed record DemandRow
{
    /// <summary>How the form is written in its column.</summary>
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The columns of <see cref="DemandRow"/>.</summary>
    public const string Columns = """
        demand_id as DemandId, enterprise_code as EnterpriseCode, status as Status, close_reason as CloseReason, form::text as FormJson, revision as Revision,
        created_at as CreatedAt, updated_at as UpdatedAt, published_at as PublishedAt, closed_at as ClosedAt
        """;

    private const string SelectForUpdate = $"select {Columns} from demand where demand_id = @demandId for update";

    public Guid DemandId { get; init; }

    public string EnterpriseCode { get; init; } = "";

    public string Status { get; init; } = "";

    public string? CloseReason { get; init; }

    public string FormJson { get; init; } = "";

    public long Revision { get; init; }

    public DateTime CreatedAt { get; init; }

    public DateTime UpdatedAt { get; init; }

    public DateTime? PublishedAt { get; init; }

    public DateTime? ClosedAt { get; init; }

    /// <summary>The form as it was sent.</summary>
    public DemandForm Form() => JsonSerializer.Deserialize<DemandForm>(FormJson, Json)!;

    /// <summary>Reads a demand and holds it until the transaction ends.</summary>
    public static Task<DemandRow?> Lock(NpgsqlTransaction transaction, Guid demandId, CancellationToken cancellation) =>
        transaction.Connection!.QuerySingleOrDefaultAsync<DemandRow>(
            new CommandDefinition(SelectForUpdate, new { demandId }, transaction, cancellationToken: cancellation));
}
