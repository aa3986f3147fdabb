namespace Matchmaking.Contacts;

/// <summary>Contacts as a bureau sees them, and as answers that are stored under an Idempotency-Key show them: whoever knows one recognises it, nobody can use it.</summary>
public static class ContactMask
{
    // 138****0000 hides four digits of eleven; of a number much shorter nothing would be left to hide.
    private const int ShortestPhoneWithEnds = 11;

    /// <summary>The contact, masked; null for none.</summary>
    public static ContactForm? Masked(this ContactForm? contact) => contact is null
        ? null
        : new ContactForm(Head(contact.Name, "*"), Phone(contact.Phone), Email(contact.Email), Head(contact.Wechat, "***"), contact.Position is null ? null : "***");

    // Half a surrogate pair is no text, and a single character would be told by its head.
    private static string? Head(string? text, string rest) => text is null ? null : text.Length < 2 || char.IsSurrogate(text[0]) ? rest : text[..1] + rest;

    private static string? Phone(string? phone) => phone is null ? null : phone.Length < ShortestPhoneWithEnds ? "****" : $"{phone[..3]}****{phone[^4..]}";

    private static string? Email(string? email) => email is null ? null
        : email.LastIndexOf('@') is var at && at < 0 ? "***"
        : Head(email[..at], "***") + email[at..];
}
