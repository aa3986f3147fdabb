using System.Net;
using System.Text.Json;

namespace Matchmaking.Loader;

/// <summary>
/// Remembers which seeds were loaded and which ids the demands got, so that the next run has nothing to post.
/// Without it a run is still repeatable, only slower.
/// </summary>
internal sealed record Marker(string Digest, Dictionary<string, string> Demands)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static async Task<Marker> Read(string? file, GatewayApi gateway, CancellationToken cancellation)
    {
        var nothing = new Marker("", []);
        if (file is null || !File.Exists(file))
        {
            return nothing;
        }

        var marker = Parse(await File.ReadAllTextAsync(file, cancellation)) ?? nothing;
        if (marker.Demands.Count == 0)
        {
            return marker;
        }

        // A marker of another database would hide that nothing is loaded here.
        var sample = await gateway.Get($"api/v1/demands/{marker.Demands.Values.First()}", cancellation);
        return sample.Status == HttpStatusCode.NotFound ? nothing : marker;
    }

    public void Write(string? file)
    {
        if (file is not null)
        {
            File.WriteAllText(file, JsonSerializer.Serialize(this, Json));
        }
    }

    private static Marker? Parse(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<Marker>(text, Json);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
