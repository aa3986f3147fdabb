using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Matchmaking.Platform.Http;
using Microsoft.Extensions.Options;

namespace Matchmaking.Gateway;

/// <summary>
/// GET /api/v1/personal-data/experts/{id}: everything the platform holds about an expert, in one document. Each service is asked with the caller's own token and
/// decides itself whether the caller may have it; one that does not answer ends the export, for half of one would pass for the whole.
/// </summary>
internal static class MergePersonalData
{
    /// <summary>Who knows whose an expert is: what it refuses is refused.</summary>
    private const string Owner = "TalentProfiles";

    private static readonly string[] Holders = ["Ranking", "MatchReview", "Webhooks", "Insights"];

    public static void MapPersonalData(this IEndpointRouteBuilder routes) => routes.MapGet("/api/v1/personal-data/experts/{id:guid}", Handle);

    private static async Task<IResult> Handle(Guid id, HttpContext http, IHttpClientFactory clients, IOptions<GatewayOptions> options, TimeProvider clock, CancellationToken cancellation)
    {
        using var client = clients.CreateClient();
        client.DefaultRequestHeaders.Authorization = AuthenticationHeaderValue.TryParse(http.Request.Headers.Authorization, out var token) ? token : null;
        var language = Languages.Asked(http);
        if (language is not null)
        {
            client.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
        }

        var own = await Ask(client, options.Value, Owner, $"v1/experts/{id}/personal-data", cancellation);
        if (own.Status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.NotFound)
        {
            // In the words of the service.
            return Results.Text(own.Text, "application/problem+json", statusCode: (int)own.Status);
        }

        var others = await Task.WhenAll(Holders.Select(service => Ask(client, options.Value, service, $"v1/experts/{id}/personal-data", cancellation)));
        var portrait = await Ask(client, options.Value, "Ranking", $"v1/experts/{id}/portrait", cancellation);
        if (others.Append(portrait).Prepend(own).FirstOrDefault(answer => answer.Status is not (HttpStatusCode.OK or HttpStatusCode.NotFound)) is { } failed)
        {
            return ApiProblem.Of(502, "service_unavailable", $"{failed.Service} did not answer ({(int)failed.Status}); an export is whole or none. Try again.");
        }

        http.Response.Headers.CacheControl = "no-store";
        Languages.Tell(http, language ?? Languages.Chinese);
        return Results.Json(new ExpertPersonalData(
            id,
            clock.GetUtcNow().UtcDateTime,
            [.. others.Prepend(own).Select(answer => answer.Content ?? JsonSerializer.SerializeToElement(new NothingHeld(Routes.Services.Single(s => s.Name == answer.Service).Slug, []), JsonSerializerOptions.Web))],
            portrait.Content));
    }

    private static async Task<Answer> Ask(HttpClient client, GatewayOptions options, string service, string path, CancellationToken cancellation)
    {
        try
        {
            using var answer = await client.GetAsync(new Uri(new Uri(options.Address(service)), path), cancellation);
            var text = await answer.Content.ReadAsStringAsync(cancellation);
            return new(service, answer.StatusCode, text, answer.StatusCode == HttpStatusCode.OK ? JsonElement.Parse(text) : null);
        }
        catch (Exception error) when (error is HttpRequestException or JsonException || (error is TaskCanceledException && !cancellation.IsCancellationRequested))
        {
            return new(service, HttpStatusCode.BadGateway, "", null);
        }
    }

    private sealed record Answer(string Service, HttpStatusCode Status, string Text, JsonElement? Content);

    private sealed record NothingHeld(string Service, IReadOnlyList<JsonElement> Sections);
}

/// <summary>Everything the platform holds about an expert.</summary>
/// <param name="ExpertId">The expert.</param>
/// <param name="ExportedAt">UTC.</param>
/// <param name="Services">A section for each service; one that holds nothing, or does not know whose the expert is, has no sections.</param>
/// <param name="Portrait">As it is drawn from the profile on request; null where there is none.</param>
internal sealed record ExpertPersonalData(Guid ExpertId, DateTime ExportedAt, IReadOnlyList<JsonElement> Services, JsonElement? Portrait);
