using Dapper;
using Matchmaking.Access;
using Matchmaking.Contacts;
using Matchmaking.TechnologyDemands.Demands;
using Npgsql;

namespace Matchmaking.TechnologyDemands.Contacts;

/// <summary>The contacts of demands, which stand apart from the forms and encrypted.</summary>
internal sealed class DemandContacts(ContactBox box)
{
    private const string UpsertContact = """
        insert into demand_contact (demand_id, box, updated_at) values (@demandId, @Box, @now)
        on conflict on constraint demand_contact_once do update set box = excluded.box, updated_at = excluded.updated_at
        """;

    private const string SelectBox = "select box from demand_contact where demand_id = @DemandId";

    /// <summary>Stores the contact of a demand in place of the one that stands.</summary>
    public Task Store(NpgsqlTransaction transaction, Guid demandId, ContactForm contact, DateTimeOffset now, CancellationToken cancellation) =>
        transaction.Connection!.ExecuteAsync(
            new CommandDefinition(UpsertContact, new { demandId, Box = box.Close(demandId, contact), now }, transaction, cancellationToken: cancellation));

    /// <summary>The contact as it was entered for the enterprise itself, masked for a bureau, none for others: the contact is disclosed to them by <see cref="DiscloseContact"/> alone.</summary>
    public async Task<ContactForm?> OnFile(NpgsqlConnection connection, NpgsqlTransaction? transaction, DemandRow demand, Caller caller, CancellationToken cancellation)
    {
        if (!caller.IsBureau && caller.Organisation != demand.EnterpriseCode)
        {
            return null;
        }

        var stored = await connection.QuerySingleOrDefaultAsync<string>(new CommandDefinition(SelectBox, new { demand.DemandId }, transaction, cancellationToken: cancellation));
        var contact = box.OnFile(demand.DemandId, stored);
        return caller.IsBureau ? contact.Masked() : contact;
    }
}
