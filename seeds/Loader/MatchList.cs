using System.Text.Json;
using System.Text.Json.Nodes;

namespace Matchmaking.Loader;

/// <summary>GET /api/v1/demands/{id}/matches, as far as it is printed.</summary>
internal sealed record MatchList(string Status, string? Abstention, IReadOnlyList<ListedMatch>? Matches)
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
}

/// <summary>One expert of a list.</summary>
internal sealed record ListedMatch(int Rank, double Score, JsonObject? Talent, IReadOnlyList<ListedEvidence>? Evidence)
{
    public string Name => $"{Talent?["name"]}";

    public string Institute => Talent?["institute"] is JsonObject institute ? $"{institute["name"]}" : $"{Talent?["institute"]}";

    public string BestSentence => Evidence is [var best, ..] ? best.Sentence : "";
}

/// <summary>One sentence that speaks for a match.</summary>
internal sealed record ListedEvidence(string Sentence);
