using Dapper;
using Matchmaking.Access;
using Matchmaking.Contacts;
using Matchmaking.Platform.Storage;
using Matchmaking.TechnologyDemands.Demands;
using Npgsql;

namespace Matchmaking.TechnologyDemands.Contacts;

/// <summary>The contacts of demands, which stand apart from the forms and encrypted.</summary>
internal sealed class DemandContacts(ContactBox box)
{
    private const string InsertContact = "insert into demand_contact (demand_id, enterprise_code, box, updated_at) values ($1, $2, $3, $4)";

    private const string UpsertContact = $"""
        {InsertContact}
        on conflict on constraint demand_contact_once do update set box = excluded.box, updated_at = excluded.updated_at
        """;

    private const string SelectBox = "select box from demand_contact where demand_id = @DemandId";

    /// <summary>Stores the contact of a demand that is stored in the same transaction.</summary>
    public Task Add(NpgsqlTransaction transaction, DemandRow demand, ContactForm contact, DateTimeOffset now, CancellationToken cancellation) =>
        Deferral.Execute(transaction, InsertContact, cancellation, demand.DemandId, demand.EnterpriseCode, box.Close(demand.DemandId, contact), now);

    /// <summary>Stores the contact of a demand in place of the one that stands.</summary>
    public Task Store(NpgsqlTransaction transaction, DemandRow demand, ContactForm contact, DateTimeOffset now, CancellationToken cancellation) =>
        Deferral.Execute(transaction, UpsertContact, cancellation, demand.DemandId, demand.EnterpriseCode, box.Close(demand.DemandId, contact), now);

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
