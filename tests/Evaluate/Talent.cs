using Matchmaking.Contracts.TalentProfiles;
using Matchmaking.Ranking.Candidates;
using Matchmaking.Ranking.Index;

namespace Matchmaking.Evaluate;

/// <summary>A talent of a file.</summary>
/// <param name="Id">As the file writes it.</param>
/// <param name="Judged">Whether it is a candidate, where the file says so.</param>
/// <param name="Entry">As ranking sees it.</param>
/// <param name="DocumentIds">The file's own names of the candidate's documents, in their order; empty where it has none.</param>
/// <param name="Institution">Name or reference of the institution; null if not stated.</param>
/// <param name="Profile">The profile that was read, with degree and title; null in public sets.</param>
internal sealed record Talent(
    string Id, bool? Judged, IndexEntry<Candidate> Entry, IReadOnlyList<string?> DocumentIds, string? Institution, TalentProfile? Profile);
