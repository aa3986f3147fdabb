using Matchmaking.Access;

namespace Matchmaking.TechnologyDemands.Demands;

/// <summary>A demand as callers see it: the form without the contact, and its state.</summary>
/// <param name="Id">Identity.</param>
/// <param name="Status">draft, published or closed.</param>
/// <param name="CloseReason">Why it was closed.</param>
/// <param name="Revision">Rises with every change; also the ETag.</param>
/// <param name="Form">What was sent, without the contact; may be sent back as it is with PUT.</param>
/// <param name="ContactOnFile">The contact, masked: its owner recognises it, nobody can use it.</param>
/// <param name="CreatedAt">UTC.</param>
/// <param name="UpdatedAt">UTC.</param>
/// <param name="PublishedAt">When it was first published, UTC.</param>
/// <param name="ClosedAt">When it was closed, UTC.</param>
public sealed record DemandView(
    Guid Id, string Status, string? CloseReason, long Revision, DemandForm Form, ContactForm? ContactOnFile, DateTime CreatedAt, DateTime UpdatedAt, DateTime? PublishedAt, DateTime? ClosedAt)
{
    /// <summary>What <paramref name="caller"/> may see of a demand that is visible at all: others learn neither the contact on file nor whose an anonymous one is, nor whom it targets.</summary>
    internal static DemandView Of(DemandRow row, Caller caller)
    {
        var form = row.Form();
        var isOwner = caller.IsBureau || caller.Organisation == row.EnterpriseCode;
        var shown = isOwner ? form : form with { EnterpriseCreditCode = form.Anonymous == true ? null : form.EnterpriseCreditCode, TargetInstitutes = null };
        return new DemandView(
            row.DemandId, row.Status, row.CloseReason, row.Revision, shown with { Contact = null }, isOwner ? Mask(form.Contact) : null,
            row.CreatedAt, row.UpdatedAt, row.PublishedAt, row.ClosedAt);
    }

    // Contacts are disclosed only after both sides agree; until then the owner sees enough to know which one is on file.
    private static ContactForm? Mask(ContactForm? contact) =>
        contact is null ? null : new ContactForm(Keep(contact.Name, 1, 0), Keep(contact.Phone, 3, 2), Keep(contact.Email, 1, 0));

    private static string? Keep(string? text, int head, int tail) =>
        // A short text would be told by its ends, and half a surrogate pair is no text.
        text is null ? null : text.Length < 2 * (head + tail + 1) || text.Any(char.IsSurrogate) ? "***" : $"{text[..head]}***{text[^tail..]}";
}
