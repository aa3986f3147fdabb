using Matchmaking.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.Webhooks;

/// <summary>Every problem this service answers beside those of the platform.</summary>
public static class Problems
{
    /// <summary>Nothing is known of the expert here, or not whose the expert is.</summary>
    public static ProblemHttpResult ExpertNotKnown(Guid expertId) =>
        ApiProblem.Of(404, "expert_not_found", $"Nothing is held here about an expert {expertId}.");

    /// <summary>The caller was told nothing under the id.</summary>
    public static ProblemHttpResult NoticeNotFound(Guid noticeId) => ApiProblem.Of(404, "notice_not_found", $"You have no notice {noticeId}; notices are kept for a year unless the settings say otherwise.");

    /// <summary>Mail is for persons, with an account that stands.</summary>
    public static ProblemHttpResult PersonNeeded() => ApiProblem.Of(403, "person_needed", "Mail goes to a person's account; a program takes webhooks.");

    /// <summary>A token outlives the account that it was given to by minutes; nothing of it is stored any more.</summary>
    public static ProblemHttpResult AccountErased() => ApiProblem.Of(403, "account_erased", "The account was erased; nothing is kept for it any more.");

    /// <summary>The bureau has set no mail server.</summary>
    public static ProblemHttpResult MailNotConfigured() => ApiProblem.Of(409, "mail_not_configured", "This installation sends no mail; notices stand in the inbox.");

    /// <summary>Somebody else's address must not be flooded.</summary>
    public static ProblemHttpResult TooManyConfirmations(int most) =>
        ApiProblem.Of(409, "too_many_confirmations", $"At most {most} addresses are asked to confirm in 24 hours; follow the link of the newest mail, or try tomorrow.");

    /// <summary>The account gets no mail.</summary>
    public static ProblemHttpResult NoMailSubscription() => ApiProblem.Of(404, "mail_subscription_not_found", "Your account gets no notices by mail; PUT it.");

    /// <summary>The link was altered, its time is over, or what it was for is gone.</summary>
    public static ProblemHttpResult MailLinkInvalid() => ApiProblem.Of(404, "mail_link_invalid", "This link does not hold, or no longer; PUT the subscription again for another.");

    /// <summary>The organisation has no webhook with the id.</summary>
    public static ProblemHttpResult WebhookNotFound(Guid webhookId) => ApiProblem.Of(404, "webhook_not_found", $"There is no webhook {webhookId}.");

    /// <summary>The webhook has no delivery with the id.</summary>
    public static ProblemHttpResult DeliveryNotFound(Guid deliveryId) =>
        ApiProblem.Of(404, "delivery_not_found", $"This webhook has no delivery {deliveryId}; deliveries are kept for some weeks.");

    /// <summary>Nothing is sent to a disabled webhook.</summary>
    public static ProblemHttpResult WebhookDisabled(string reason) =>
        ApiProblem.Of(409, "webhook_disabled", $"The webhook is disabled ({reason}); PUT it with active true first.");

    /// <summary>The delivery is on its way already.</summary>
    public static ProblemHttpResult DeliveryPending() =>
        ApiProblem.Of(409, "delivery_pending", "The delivery is still being tried; only finished ones are replayed.");

    /// <summary>The organisation has as many webhooks as it may have.</summary>
    public static ProblemHttpResult TooManyWebhooks(int most) =>
        ApiProblem.Of(409, "too_many_webhooks", $"An organisation has at most {most} webhooks; delete one first.");
}
