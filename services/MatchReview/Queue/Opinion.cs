using Dapper;
using Npgsql;

namespace Matchmaking.MatchReview.Queue;

/// <summary>What one of two persons thinks of a match.</summary>
public sealed record OpinionView
{
    /// <summary>Which decision it was to lead to, from 1.</summary>
    public int Round { get; init; }

    /// <summary>1 or 2.</summary>
    public short Place { get; init; }

    /// <summary>accepted, held or rejected.</summary>
    public string Decision { get; init; } = "";

    /// <summary>Why.</summary>
    // Dapper fills arrays through properties only: to a constructor Npgsql gives their type as Array.
    public string[] ReasonCodes { get; init; } = [];

    /// <summary>In the reviewer's words.</summary>
    public string? Note { get; init; }

    /// <summary>Who.</summary>
    public string Reviewer { get; init; } = "";

    /// <summary>The account.</summary>
    public string Account { get; init; } = "";

    /// <summary>When a held match should be looked at again, UTC; null for never.</summary>
    public DateTime? RemindAt { get; init; }

    /// <summary>UTC.</summary>
    public DateTime GivenAt { get; init; }
}

/// <summary>The opinions of rounds that are open.</summary>
internal static class OpenOpinions
{
    private const string SelectOpinions = """
        select match_id, round as Round, place as Place, decision as Decision, reason_codes as ReasonCodes, note as Note, reviewer as Reviewer, subject as Account, remind_at as RemindAt, given_at as GivenAt
        from open_opinions(@ids) order by match_id, place
        """;

    /// <summary>By match. For the slice that decides alone: nobody is shown the first opinion before the second is given.</summary>
    public static async Task<ILookup<Guid, OpinionView>> Of(NpgsqlTransaction transaction, Guid[] ids, CancellationToken cancellation) =>
        (await transaction.Connection!.QueryAsync<Guid, OpinionView, (Guid Match, OpinionView Opinion)>(
            new CommandDefinition(SelectOpinions, new { ids }, transaction, cancellationToken: cancellation), (match, opinion) => (match, opinion), splitOn: "Round"))
        .ToLookup(row => row.Match, row => row.Opinion);
}
