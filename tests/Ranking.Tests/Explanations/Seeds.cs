using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Matchmaking.Contracts.TalentProfiles;
using Matchmaking.Contracts.TechnologyDemands;
using Matchmaking.Ranking.Candidates;
using Matchmaking.Ranking.Graph;
using Matchmaking.Ranking.Index;
using Matchmaking.Ranking.Latent;
using Matchmaking.Ranking.Queries;
using Matchmaking.Ranking.Rankers;

namespace Matchmaking.Ranking.Tests.Explanations;

/// <summary>The seeds as published profiles and demands, in an index that tests may change: 240 experts, 120 demands.</summary>
public sealed class Seeds
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private readonly Dictionary<Guid, TalentProfile> profiles;

    public Seeds()
    {
        var institutes = Read<Institute>("institutes").ToDictionary(row => row.Ref);
        var enterprises = Read<Enterprise>("enterprises").ToDictionary(row => row.Ref);
        profiles = Read<Expert>("experts").ToDictionary(row => IdOf(row.Ref), row => row.Profile(institutes[row.Institute]));
        Demands = [.. Read<Demand>("demands").Select(row => (IdOf(row.Ref), row.Open(enterprises[row.Enterprise], institutes)))];
        _ = Index.Load([.. profiles.Select(profile => CandidateEntry.From(profile.Key, 1, profile.Value))]);
        Index.Merging.Wait();
        Index.Use(LatentSpace.Train(LatentCorpus.Of(Index.Current), LatentSettings.Default));
        Moment = RankingMoment.Of(profiles.Values.SelectMany(profile => profile.Achievements).Max(achievement => achievement.Date)!.Value);
    }

    internal CandidateIndex<Candidate> Index { get; } = new(CandidateFormat.Packed, KnowledgeGraph.Default);

    internal IReadOnlyList<(Guid Id, OpenDemand Open)> Demands { get; }

    internal RankingMoment Moment { get; }

    internal TalentProfile Profile(Guid talent) => profiles[talent];

    internal static RankingQuery Query((Guid Id, OpenDemand Open) demand) => DemandQuery.From(demand.Id, 1, demand.Open);

    private static IEnumerable<T> Read<T>(string name)
    {
        using var stream = typeof(Candidate).Assembly.GetManifestResourceStream($"seeds/{name}.jsonl")!;
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            yield return JsonSerializer.Deserialize<T>(line, Json)!;
        }
    }

    private static Guid IdOf(string reference) => new(SHA256.HashData(Encoding.UTF8.GetBytes(reference)).AsSpan(0, 16), bigEndian: true);

    private sealed record Institute(string Ref, string Name, string CreditCode, string RegionCode, string Kind);

    private sealed record Enterprise(string Ref, string Name, string CreditCode, string RegionCode, string Industry);

    private sealed record Achievement(string Kind, string Title, DateOnly? Date, string? Role, string? Text, decimal? AmountYuan);

    private sealed record Expert(
        string Ref, string Name, string Institute, string[]? Fields, string[]? ResearchDirections, string? Text, string[]? ServiceModes, string[]? RegionsServed, int? Capacity, bool? Consent, Achievement[] Achievements)
    {
        internal TalentProfile Profile(Institute institute) => new(
            Name, new TalentInstitute(institute.CreditCode, institute.Name, institute.RegionCode, institute.Kind), null, null, [], Fields ?? [], ResearchDirections ?? [], Text ?? "",
            ServiceModes ?? [], RegionsServed ?? [], Capacity ?? 1, Consent ?? true,
            [.. Achievements.Select((row, i) => new TalentAchievement(IdOf($"{Ref}/{i}"), row.Kind, row.Title, row.Date, row.Role, row.Text, row.AmountYuan))]);
    }

    private sealed record Budget(decimal? Amount, string? Unit, bool? Negotiable);

    private sealed record Demand(
        string Ref, string Enterprise, string Title, string? Field, string Description, string? Background, string? ExistingFoundation, DemandIndicator[]? Indicators, int? TrlNow, int? TrlWanted,
        Budget? Budget, DateOnly? Deadline, string[]? CooperationModes, string? Visibility, string[]? TargetInstitutes, string? RegionCode)
    {
        internal OpenDemand Open(Enterprise enterprise, Dictionary<string, Institute> institutes) => new(
            new DemandEnterprise(enterprise.CreditCode, enterprise.Name, enterprise.RegionCode, enterprise.Industry),
            Title, Field, Description, Background, ExistingFoundation, Indicators ?? [], TrlNow, TrlWanted, Budget?.Amount * (Budget?.Unit == "wan_yuan" ? 10_000 : 1), Budget?.Negotiable ?? false,
            Deadline, CooperationModes ?? [], Visibility ?? "public", [.. (TargetInstitutes ?? []).Select(reference => institutes[reference].CreditCode)], RegionCode ?? enterprise.RegionCode);
    }
}
