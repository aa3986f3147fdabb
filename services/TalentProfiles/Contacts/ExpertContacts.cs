using Dapper;
using Matchmaking.Access;
using Matchmaking.Contacts;
using Matchmaking.TalentProfiles.Experts;
using Npgsql;

namespace Matchmaking.TalentProfiles.Contacts;

/// <summary>The contacts of experts, which stand apart from the profiles and encrypted.</summary>
internal sealed class ExpertContacts(ContactBox box)
{
    private const string UpsertContacts = """
        insert into expert_contact (expert_id, box, updated_at) select expert_id, box, @now from unnest(@ids, @boxes) entered (expert_id, box)
        on conflict on constraint expert_contact_once do update set box = excluded.box, updated_at = excluded.updated_at
        """;

    private const string SelectBox = "select box from expert_contact where expert_id = @Id";

    private const string DeleteContact = "delete from expert_contact where expert_id = @expertId";

    /// <summary>Stores the contacts of experts in place of those that stand.</summary>
    public async Task Store(NpgsqlTransaction transaction, IReadOnlyCollection<(Guid ExpertId, ContactForm Contact)> contacts, DateTimeOffset now, CancellationToken cancellation)
    {
        if (contacts.Count > 0)
        {
            var rows = new { ids = contacts.Select(c => c.ExpertId).ToArray(), boxes = contacts.Select(c => box.Close(c.ExpertId, c.Contact)).ToArray(), now };
            await transaction.Connection!.ExecuteAsync(new CommandDefinition(UpsertContacts, rows, transaction, cancellationToken: cancellation));
        }
    }

    /// <summary>Erases the contact of an expert; false where there is none.</summary>
    public static async Task<bool> Erase(NpgsqlTransaction transaction, Guid expertId, CancellationToken cancellation) =>
        await transaction.Connection!.ExecuteAsync(new CommandDefinition(DeleteContact, new { expertId }, transaction, cancellationToken: cancellation)) == 1;

    /// <summary>The contact as it was entered for the institute itself, masked for a bureau, none for others: the contact is disclosed to them by <see cref="DiscloseContact"/> alone.</summary>
    public async Task<ContactForm?> OnFile(NpgsqlConnection connection, NpgsqlTransaction? transaction, ExpertSnapshot expert, Caller caller, CancellationToken cancellation)
    {
        if (!caller.IsBureau && caller.Organisation != expert.InstituteCode)
        {
            return null;
        }

        var stored = await connection.QuerySingleOrDefaultAsync<string>(new CommandDefinition(SelectBox, new { expert.Id }, transaction, cancellationToken: cancellation));
        var contact = box.OnFile(expert.Id, stored);
        return caller.IsBureau ? contact.Masked() : contact;
    }
}
