using FluentValidation;
using Matchmaking.Platform.Http;

namespace Matchmaking.Contacts;

/// <summary>Whom to ask (联系方式). Stored encrypted, disclosed to the other side of a match only after both have agreed.</summary>
/// <param name="Name">联系人, 1 to 50 characters.</param>
/// <param name="Phone">联系电话.</param>
/// <param name="Email">电子邮箱.</param>
/// <param name="Wechat">微信号.</param>
/// <param name="Position">职务, up to 50 characters.</param>
public sealed record ContactForm(string? Name, string? Phone, string? Email, string? Wechat = null, string? Position = null);

/// <summary>Rules of <see cref="ContactForm"/>. No message repeats what was entered.</summary>
public sealed class ContactFormValidator : AbstractValidator<ContactForm>
{
    /// <summary>Sets the rules.</summary>
    public ContactFormValidator()
    {
        RuleFor(c => c.Name).NotEmpty().MaximumLength(50);
        RuleFor(c => c.Phone).MaximumLength(30);
        RuleFor(c => c.Phone).Optional(p => p!.All(c => char.IsAsciiDigit(c) || c is '+' or '-' or ' ' or '(' or ')'), "invalid_phone", "Digits, blanks and + - ( ) only.");
        RuleFor(c => c.Email).MaximumLength(200).EmailAddress();
        // An id of WeChat, or the phone number that stands for one.
        RuleFor(c => c.Wechat).MaximumLength(40);
        RuleFor(c => c.Wechat).Optional(w => w!.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '+'), "invalid_wechat", "Letters, digits, _ - and + only.");
        RuleFor(c => c.Position).MaximumLength(50);
    }
}
