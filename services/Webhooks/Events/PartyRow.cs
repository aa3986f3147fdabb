using Dapper;
using Npgsql;

namespace Matchmaking.Webhooks.Events;

/// <summary>The organisation behind a demand or an expert, as far as it is known.</summary>
internal static class PartyRow
{
    private const string InsertUnknown = "insert into party (party_id) values (@id) on conflict on constraint party_once do nothing";

    private const string SelectForUpdate = "select organisation from party where party_id = @id for update";

    /// <summary>
    /// Reads it and holds its row until the transaction ends. Without that, an event that finds no organisation and the news of the organisation
    /// that finds no waiting event could pass each other by. Who holds two takes the demand first.
    /// </summary>
    public static async Task<string?> Hold(NpgsqlTransaction transaction, Guid id, CancellationToken cancellation)
    {
        var connection = transaction.Connection!;
        await connection.ExecuteAsync(new CommandDefinition(InsertUnknown, new { id }, transaction, cancellationToken: cancellation));
        return await connection.QuerySingleAsync<string?>(new CommandDefinition(SelectForUpdate, new { id }, transaction, cancellationToken: cancellation));
    }
}
