using FluentValidation;
using Matchmaking.Platform.Http;
using Matchmaking.Webhooks.Sending;
using Microsoft.Extensions.Options;

namespace Matchmaking.Webhooks.Hooks;

/// <summary>A webhook as its owner describes it.</summary>
/// <param name="Url">Where events are posted to: an absolute https address, up to 2,000 characters, without user information and fragment.</param>
/// <param name="Events">Which kinds of events, at least one of <see cref="EventTypes.All"/>.</param>
/// <param name="Description">For people, up to 200 characters.</param>
/// <param name="Active">False pauses it: events are kept as dead letters. True, also when absent, enables it again.</param>
public sealed record WebhookForm(string? Url, IReadOnlyList<string>? Events, string? Description, bool? Active);

/// <summary>Rules of <see cref="WebhookForm"/>.</summary>
public sealed class WebhookFormValidator : AbstractValidator<WebhookForm>
{
    /// <summary>Sets the rules.</summary>
    public WebhookFormValidator(IOptions<WebhookOptions> options)
    {
        RuleFor(w => w.Url).Cascade(CascadeMode.Stop).NotEmpty().MaximumLength(ReceiverAddress.Longest).Custom((url, context) =>
        {
            if (ReceiverAddress.Fault(url!, options.Value) is { } fault)
            {
                context.AddFailure(new FluentValidation.Results.ValidationFailure("Url", fault.Message) { ErrorCode = fault.Code });
            }
        });
        this.EachOf(w => w.Events, 1, EventTypes.All.Count, EventTypes.All.Contains, "unknown_event_type", $"One of: {string.Join(", ", EventTypes.All)}.");
        RuleFor(w => w.Description).MaximumLength(200);
    }
}
