using Matchmaking.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.Webhooks;

/// <summary>Every problem this service answers beside those of the platform.</summary>
public static class Problems
{
    /// <summary>Nothing is known of the expert here, or not whose the expert is.</summary>
    public static ProblemHttpResult ExpertNotKnown(Guid expertId) =>
        ApiProblem.Of(404, "expert_not_found", $"Nothing is held here about an expert {expertId}.");

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
