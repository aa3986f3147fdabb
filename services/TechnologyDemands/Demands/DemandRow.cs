using System.Text.Json;
using Dapper;
using Matchmaking.Access;
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

    /// <summary>Rows of <c>demand</c> that a caller may see: a bureau all, an enterprise its own, everybody what is published for them.</summary>
    public const string Visible = """
        (@Only::text is null or enterprise_code = @Only
         or (status = 'published' and (visibility = 'public' or (visibility = 'targeted' and jsonb_exists(form -> 'targetInstitutes', @Only)))))
        """;

    private const string SelectForUpdate = $"select {Columns} from demand where demand_id = @demandId and (@Only::text is null or enterprise_code = @Only) for update";

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

    /// <summary>Reads a demand that <paramref name="caller"/> may change and holds it until the transaction ends.</summary>
    public static Task<DemandRow?> Lock(NpgsqlTransaction transaction, Guid demandId, Caller caller, CancellationToken cancellation) =>
        transaction.Connection!.QuerySingleOrDefaultAsync<DemandRow>(
            new CommandDefinition(SelectForUpdate, new { demandId, Only = caller.OnlyOrganisation }, transaction, cancellationToken: cancellation));
}
