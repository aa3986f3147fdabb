using Dapper;
using Matchmaking.Knowledge.Text;
using Matchmaking.Platform.Storage;
using Matchmaking.TechnologyDemands.Demands;
using Npgsql;

namespace Matchmaking.TechnologyDemands.Diagnosis;

/// <summary>
/// The pieces of a need by which another is told that much of it was posted before: five letters in a row of the normalised texts, blanks and punctuation left out, one in
/// eight of them, chosen by their hash so that equal texts choose alike (Manber, Finding similar files in a large file system, 1994), and the title as a whole.
/// </summary>
internal static class DemandPieces
{
    private const int Length = 5;
    private const int OneIn = 8;
    private const int ShortestTitle = 4;

    private const string NotePieces = "select note_demand_pieces($1, $2)";

    // Nothing of what the caller may not see is told: the policies of demand hold here, and the condition says the same.
    private const string SelectResembling = $"""
        select demand_id as DemandId, title as Title, status as Status, least(share, 1) as Share, enterprise_code is not distinct from @Only as IsOwn
        from resembling_demands(@pieces, @self) join demand using (demand_id)
        where share >= @least and {DemandRow.Visible}
        order by share desc, demand_id
        limit 5
        """;

    /// <summary>The pieces, each once.</summary>
    internal static int[] Of(string title, string? description)
    {
        var letters = Letters($"{title}\n{description}");
        var pieces = new HashSet<int>();
        for (var start = 0; start + Length <= letters.Length; start++)
        {
            var piece = Hash(letters.AsSpan(start, Length));
            if ((uint)piece % OneIn == 0)
            {
                pieces.Add(piece);
            }
        }

        var name = Letters(title);
        if (name.Length >= ShortestTitle)
        {
            pieces.Add(~Hash(name));
        }

        return [.. pieces];
    }

    /// <summary>Notes the pieces of a need that is published, or forgets those of one that turned confidential.</summary>
    internal static Task Note(NpgsqlTransaction transaction, Guid demandId, DemandForm form, CancellationToken cancellation) =>
        Deferral.Execute(transaction, NotePieces, cancellation, demandId, form.Visibility == "confidential" ? [] : Of(form.Title ?? "", form.Description));

    /// <summary>Needs that were published before and of which much stands in this one, the closest first; only those that the caller may see.</summary>
    internal static async Task<IReadOnlyList<ResemblingDemand>> Resembling(
        NpgsqlConnection connection, Guid? self, string? title, string? description, string? onlyOrganisation, double least, CancellationToken cancellation) =>
        (await connection.QueryAsync<ResemblingDemand>(new CommandDefinition(
            SelectResembling, new { pieces = Of(title ?? "", description), self, Only = onlyOrganisation, least }, cancellationToken: cancellation))).AsList();

    private static char[] Letters(string text) => [.. Normalizer.Normalize(text).Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant)];

    // FNV-1a with a last mixing, for the lowest bits choose. Stored, so it never changes.
    private static int Hash(ReadOnlySpan<char> letters)
    {
        var hash = 2166136261u;
        foreach (var letter in letters)
        {
            hash = unchecked((hash ^ letter) * 16777619u);
        }

        hash = unchecked((hash ^ (hash >> 15)) * 0x85ebca6bu);
        return unchecked((int)(hash ^ (hash >> 13)));
    }
}

/// <summary>A need that was published before and says much the same.</summary>
/// <param name="DemandId">Which.</param>
/// <param name="Title">需求名称.</param>
/// <param name="Status">draft, published or closed.</param>
/// <param name="Share">How much of the lighter of the two texts stands in the other, 0 to 1; pieces that few needs have weigh more.</param>
/// <param name="IsOwn">True when the caller's organisation posted it.</param>
public sealed record ResemblingDemand(Guid DemandId, string Title, string Status, double Share, bool IsOwn);
