using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Matchmaking.Harness;

namespace Matchmaking.Documents.Tests;

/// <summary>Makes things through the API.</summary>
internal static class Making
{
    /// <summary>Posts and answers what came back; fails where nothing was made.</summary>
    public static async Task<JsonNode> Made(this HttpClient client, string path, object? body)
    {
        using var answer = await client.PostAsync(new Uri(path, UriKind.Relative), body is null ? null : JsonContent.Create(body));
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {await answer.Content.ReadAsStringAsync()}");
        return await answer.Json();
    }
}
