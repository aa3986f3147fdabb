using Matchmaking.Access;
using Matchmaking.Contacts;

namespace Matchmaking.TechnologyDemands.Demands;

/// <summary>A demand as callers see it: the form without the contact, and its state.</summary>
/// <param name="Id">Identity.</param>
/// <param name="Status">draft 草稿, in_verification 审核中, vetoed 一票否决, published 已发布 or closed 已关闭.</param>
/// <param name="CloseReason">Why it was closed.</param>
/// <param name="Revision">Rises with every change; also the ETag.</param>
/// <param name="Form">What was sent, without the contact; may be sent back as it is with PUT.</param>
/// <param name="ContactOnFile">The contact: in plain where the enterprise reads its demand with GET, masked for a bureau and in answers to changes, which may be stored; null for others.</param>
/// <param name="CreatedAt">UTC.</param>
/// <param name="UpdatedAt">UTC.</param>
/// <param name="PublishedAt">When it was first published, UTC.</param>
/// <param name="ClosedAt">When it was closed, UTC.</param>
public sealed record DemandView(
    Guid Id, string Status, string? CloseReason, long Revision, DemandForm Form, ContactForm? ContactOnFile, DateTime CreatedAt, DateTime UpdatedAt, DateTime? PublishedAt, DateTime? ClosedAt)
{
    /// <summary>What <paramref name="caller"/> may see of a demand that is visible at all: others learn neither the contact on file nor whose an anonymous one is, nor whom it targets.</summary>
    internal static DemandView Of(DemandRow row, Caller caller, ContactForm? contactOnFile = null) => Of(row, row.Form(), caller, contactOnFile);

    /// <summary>The same where the form of the row is at hand.</summary>
    internal static DemandView Of(DemandRow row, DemandForm form, Caller caller, ContactForm? contactOnFile)
    {
        var isOwner = caller.IsBureau || caller.Organisation == row.EnterpriseCode;
        var shown = isOwner ? form : form with { EnterpriseCreditCode = form.Anonymous == true ? null : form.EnterpriseCreditCode, TargetInstitutes = null };
        return new DemandView(
            row.DemandId, row.Status, row.CloseReason, row.Revision, shown with { Contact = null }, contactOnFile,
            row.CreatedAt, row.UpdatedAt, row.PublishedAt, row.ClosedAt);
    }
}
