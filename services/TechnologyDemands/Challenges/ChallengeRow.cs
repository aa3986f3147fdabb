using System.Text.Json;
using Dapper;
using Matchmaking.TechnologyDemands.Demands;
using Npgsql;

namespace Matchmaking.TechnologyDemands.Challenges;

/// <summary>What is measured, and on whom bids are counted.</summary>
/// <param name="Indicators">As they will be measured.</param>
/// <param name="Conditions">On bidders (揭榜方条件); null for none.</param>
internal sealed record ChallengeTerms(IReadOnlyList<IndicatorForm> Indicators, string? Conditions);

/// <summary>A challenge as it is stored.</summary>
internal sealed record ChallengeRow
{
    /// <summary>The columns of <see cref="ChallengeRow"/>.</summary>
    public const string Columns = """
        challenge_id as ChallengeId, demand_id as DemandId, enterprise_code as EnterpriseCode, region_code as RegionCode, title as Title, terms::text as TermsJson, fund_yuan as FundYuan,
        subsidy_yuan as SubsidyYuan, teams as Teams, ends_with_first as EndsWithFirst, anonymous as Anonymous, state as State, round as Round, number as Number, until as Until, created_at as CreatedAt,
        updated_at as UpdatedAt
        """;

    private const string SelectChallenge = $"select {Columns} from challenge where challenge_id = @challengeId";

    public Guid ChallengeId { get; init; }

    public Guid DemandId { get; init; }

    public string EnterpriseCode { get; init; } = "";

    public string RegionCode { get; init; } = "";

    public string Title { get; init; } = "";

    public string TermsJson { get; init; } = "";

    public decimal FundYuan { get; init; }

    public decimal SubsidyYuan { get; init; }

    public int Teams { get; init; }

    public bool EndsWithFirst { get; init; }

    public bool Anonymous { get; init; }

    public string State { get; init; } = "";

    public int Round { get; init; }

    public int Number { get; init; }

    public DateTime? Until { get; init; }

    public DateTime CreatedAt { get; init; }

    public DateTime UpdatedAt { get; init; }

    /// <summary>What is measured.</summary>
    public ChallengeTerms Terms() => JsonSerializer.Deserialize<ChallengeTerms>(TermsJson, DemandRow.Json)!;

    /// <summary>A challenge that the connection may see; null when there is none.</summary>
    public static Task<ChallengeRow?> Find(NpgsqlConnection connection, NpgsqlTransaction? transaction, Guid challengeId, CancellationToken cancellation) =>
        connection.QuerySingleOrDefaultAsync<ChallengeRow>(new CommandDefinition(SelectChallenge, new { challengeId }, transaction, cancellationToken: cancellation));
}
