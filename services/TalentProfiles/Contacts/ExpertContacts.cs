using Dapper;
using Matchmaking.Access;
using Matchmaking.Contacts;
using Matchmaking.TalentProfiles.Experts;
using Npgsql;

namespace Matchmaking.TalentProfiles.Contacts;

/// <summary>The contacts of experts, which stand apart from the profiles and encrypted.</summary>
internal sealed class ExpertContacts(ContactBox box)
{
    private const string InsertContacts = """
        insert into expert_contact (expert_id, institute_code, box, updated_at)
        select expert_id, institute_code, box, @now from unnest(@ids, @institutes, @boxes) entered (expert_id, institute_code, box)
        """;

    private const string UpsertContacts = $"""
        {InsertContacts}
        on conflict on constraint expert_contact_once do update set box = excluded.box, updated_at = excluded.updated_at
        """;

    private const string SelectBox = "select box from expert_contact where expert_id = @Id";

    private const string DeleteContact = "delete from expert_contact where expert_id = @expertId";

    /// <summary>Stores the contacts of experts that are stored in the same transaction.</summary>
    public Task Add(NpgsqlTransaction transaction, IReadOnlyCollection<EnteredContact> contacts, DateTimeOffset now, CancellationToken cancellation) =>
        contacts.Count == 0 ? Task.CompletedTask : Run(InsertContacts, transaction, contacts, now, cancellation);

    /// <summary>Stores the contact of an expert in place of the one that stands.</summary>
    public Task Store(NpgsqlTransaction transaction, EnteredContact contact, DateTimeOffset now, CancellationToken cancellation) =>
        Run(UpsertContacts, transaction, [contact], now, cancellation);

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

    private Task<int> Run(string sql, NpgsqlTransaction transaction, IReadOnlyCollection<EnteredContact> contacts, DateTimeOffset now, CancellationToken cancellation)
    {
        var rows = new
        {
            ids = contacts.Select(c => c.ExpertId).ToArray(),
            institutes = contacts.Select(c => c.InstituteCode).ToArray(),
            boxes = contacts.Select(c => box.Close(c.ExpertId, c.Contact)).ToArray(),
            now,
        };
        return transaction.Connection!.ExecuteAsync(new CommandDefinition(sql, rows, transaction, cancellationToken: cancellation));
    }
}

/// <summary>A contact about to be stored.</summary>
internal sealed record EnteredContact(Guid ExpertId, string InstituteCode, ContactForm Contact);
