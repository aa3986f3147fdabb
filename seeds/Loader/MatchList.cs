using System.Text.Json;

namespace Matchmaking.Loader;

/// <summary>GET /api/v1/demands/{id}/matches, as far as it is printed.</summary>
internal sealed record MatchList(string Status, string? Abstention, IReadOnlyList<ListedMatch> Matches)
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
}

/// <summary>One expert of a list.</summary>
internal sealed record ListedMatch(int Rank, double Score, ListedTalent Talent, IReadOnlyList<ListedEvidence> Evidence)
{
    public string BestSentence => Evidence is [var best, ..] ? best.Sentence : "";
}

/// <summary>The expert, without a name until the queue has heard of it.</summary>
internal sealed record ListedTalent(string? Name, string? Institute);

/// <summary>One sentence that speaks for a match.</summary>
internal sealed record ListedEvidence(string Sentence);
