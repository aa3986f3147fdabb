using Dapper;
using Npgsql;

namespace Matchmaking.MatchReview.Matches;

/// <summary>Which list of a demand stands in the queue; (0, 0) before the first.</summary>
/// <param name="DemandRevision">The revision of the demand that was ranked.</param>
/// <param name="ListNumber">Counts the lists of the demand.</param>
internal sealed record RankedListRow(long DemandRevision, long ListNumber)
{
    private const string InsertEmpty = "insert into ranked_list (demand_id) values (@demandId) on conflict on constraint ranked_list_once do nothing";

    // The first list of all is kept, however late it arrives.
    private const string UpsertFirst = """
        insert into ranked_list (demand_id, first_list_number) values (@demandId, @listNumber)
        on conflict on constraint ranked_list_once do update set first_list_number = least(ranked_list.first_list_number, excluded.first_list_number)
        returning demand_revision as DemandRevision, list_number as ListNumber
        """;

    private const string SelectForUpdate = """
        select demand_revision as DemandRevision, list_number as ListNumber from ranked_list where demand_id = @demandId for update
        """;

    /// <summary>Reads the row and holds it until the transaction ends: one change of a demand's queue at a time.</summary>
    public static async Task<RankedListRow> Lock(NpgsqlTransaction transaction, Guid demandId, CancellationToken cancellation)
    {
        var connection = transaction.Connection!;
        await connection.ExecuteAsync(new CommandDefinition(InsertEmpty, new { demandId }, transaction, cancellationToken: cancellation));
        return await connection.QuerySingleAsync<RankedListRow>(new CommandDefinition(SelectForUpdate, new { demandId }, transaction, cancellationToken: cancellation));
    }

    /// <summary>Notes that a list has come, and holds the row like <see cref="Lock"/>.</summary>
    public static Task<RankedListRow> Arrive(NpgsqlTransaction transaction, Guid demandId, long listNumber, CancellationToken cancellation) =>
        transaction.Connection!.QuerySingleAsync<RankedListRow>(new CommandDefinition(UpsertFirst, new { demandId, listNumber }, transaction, cancellationToken: cancellation));

    /// <summary>Whether the list named replaces this one.</summary>
    public bool IsOlderThan(long demandRevision, long listNumber) => (DemandRevision, ListNumber).CompareTo((demandRevision, listNumber)) < 0;
}
