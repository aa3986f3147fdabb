using Dapper;
using Matchmaking.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace Matchmaking.Webhooks.Mail;

/// <summary>
/// GET /v1/mail-links/{token}: a page with one button, for programs that look at mails follow links too. POST does what the link says: confirms an address, or ends all mail to
/// it at once (RFC 8058). Asked for again it changes nothing.
/// </summary>
public static class FollowMailLink
{
    private const string Confirm = """
        update mail_subscription set confirmed_at = coalesce(confirmed_at, @Now), updated_at = @Now where subscription_id = @SubscriptionId and address_number = @AddressNumber
        """;

    private const string Delete = "delete from mail_subscription where subscription_id = @SubscriptionId and address_number = @AddressNumber";

    private const string SelectAny = "select true from mail_subscription where subscription_id = @SubscriptionId and address_number = @AddressNumber";

    /// <summary>Maps both endpoints.</summary>
    public static void MapFollowMailLink(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/mail-links/{token}", Show).WithName("ShowMailLink").WithTags("Notices").AllowAnonymous().Produces<string>(200, "text/html").WithReadProblems(404);
        routes.MapPost("/mail-links/{token}", Follow).WithName("FollowMailLink").WithTags("Notices").AllowAnonymous().Produces<string>(200, "text/html").WithReadProblems(404);
    }

    private static async Task<Results<ContentHttpResult, ProblemHttpResult>> Show(
        string token, HttpContext http, MailLinks links, NpgsqlDataSource database, TimeProvider clock, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return links.Read(token, clock.GetUtcNow()) is { } link && await connection.QuerySingleOrDefaultAsync<bool?>(new CommandDefinition(SelectAny, link, cancellationToken: cancellation)) is true
            ? Page(http, link.Verb == "confirm" ? MailPage.AskToConfirm : MailPage.AskToUnsubscribe)
            : Problems.MailLinkInvalid();
    }

    // With the worker's eyes: the link is all that is known of the caller. What it says was signed here.
    private static async Task<Results<ContentHttpResult, ProblemHttpResult>> Follow(
        string token, HttpContext http, MailLinks links, NpgsqlDataSource database, TimeProvider clock, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        if (links.Read(token, now) is not { } link)
        {
            return Problems.MailLinkInvalid();
        }

        await using var connection = await database.OpenConnectionAsync(cancellation);
        var rows = await connection.ExecuteAsync(
            new CommandDefinition(link.Verb == "confirm" ? Confirm : Delete, new { link.SubscriptionId, link.AddressNumber, Now = now }, cancellationToken: cancellation));
        return (link.Verb, rows) switch
        {
            ("confirm", 0) => Problems.MailLinkInvalid(),
            ("confirm", _) => Page(http, MailPage.Confirmed),
            // What is gone already is what was asked for.
            _ => Page(http, MailPage.Unsubscribed),
        };
    }

    private static ContentHttpResult Page(HttpContext http, string page)
    {
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'";
        http.Response.Headers["Referrer-Policy"] = "no-referrer";
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Content(page, "text/html; charset=utf-8");
    }
}
