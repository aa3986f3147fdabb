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

namespace Matchmaking.Ranking.Training;

/// <summary>
/// The seeds of the project with their judgements, as they are built into the assembly: what a model is trained on before anybody has decided anything.
/// They are ranked in an index of their own; nothing of them gets into the service's.
/// </summary>
internal static class SeedMarket
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>The candidates of every judged need, graded; who was not judged counts as not relevant.</summary>
    internal static GradedPairs Pairs()
    {
        var institutes = Read<TalentInstituteRow>("institutes").ToDictionary(row => row.Ref);
        var enterprises = Read<EnterpriseRow>("enterprises").ToDictionary(row => row.Ref);
        var experts = Read<ExpertRow>("experts").ToArray();
        var grades = Lines("judgements.tsv").Select(line => line.Split('\t')).ToDictionary(cells => (cells[0], cells[1]), cells => int.Parse(cells[2], System.Globalization.CultureInfo.InvariantCulture));
        var judged = grades.Keys.Select(pair => pair.Item1).ToHashSet();

        var index = new CandidateIndex<Candidate>(CandidateFormat.Packed, KnowledgeGraph.Default);
        _ = index.Load([.. experts.Select(expert => CandidateEntry.From(IdOf(expert.Ref), 1, expert.Profile(institutes[expert.Institute])))]);
        index.Merging.Wait();
        index.Use(LatentSpace.Train(LatentCorpus.Of(index.Current), LatentSettings.Default));
        // Counted from the youngest achievement, not from today: the same seeds give the same model next year.
        var moment = RankingMoment.Of(experts.SelectMany(expert => expert.Achievements).Max(achievement => achievement.Date) ?? new DateOnly(2026, 1, 1));
        var names = experts.ToDictionary(expert => IdOf(expert.Ref), expert => expert.Ref);

        var pairs = new GradedPairs();
        var groups = enterprises.Keys.Order(StringComparer.Ordinal).ToList();
        foreach (var demand in Read<DemandRow>("demands").Where(demand => judged.Contains(demand.Ref)))
        {
            var query = DemandQuery.From(IdOf(demand.Ref), 1, demand.Open(enterprises[demand.Enterprise], institutes));
            pairs.AddDemand(groups.IndexOf(demand.Enterprise), query, index.Current, moment, talent => grades.GetValueOrDefault((demand.Ref, names[talent])));
        }

        return pairs;
    }

    private static IEnumerable<T> Read<T>(string name) => Lines($"{name}.jsonl").Select(line => JsonSerializer.Deserialize<T>(line, Json)!);

    private static IEnumerable<string> Lines(string name)
    {
        using var stream = typeof(SeedMarket).Assembly.GetManifestResourceStream($"seeds/{name}")!;
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0)
            {
                yield return line;
            }
        }
    }

    private static Guid IdOf(string reference) => new(SHA256.HashData(Encoding.UTF8.GetBytes(reference)).AsSpan(0, 16), bigEndian: true);

    private sealed record TalentInstituteRow(string Ref, string Name, string CreditCode, string RegionCode, string Kind);

    private sealed record EnterpriseRow(string Ref, string Name, string CreditCode, string RegionCode, string Industry);

    private sealed record AchievementRow(string Kind, string Title, DateOnly? Date, string? Role, string? Text, decimal? AmountYuan);

    private sealed record ExpertRow(
        string Ref, string Name, string Institute, string[]? Fields, string[]? ResearchDirections, string? Text, string[]? ServiceModes, string[]? RegionsServed, int? Capacity, bool? Consent, AchievementRow[] Achievements)
    {
        internal TalentProfile Profile(TalentInstituteRow institute) => new(
            Name,
            new TalentInstitute(institute.CreditCode, institute.Name, institute.RegionCode, institute.Kind),
            null,
            null,
            [],
            Fields ?? [],
            ResearchDirections ?? [],
            Text ?? "",
            ServiceModes ?? [],
            RegionsServed ?? [],
            Capacity ?? 1,
            Consent ?? true,
            [.. Achievements.Select((row, i) => new TalentAchievement(IdOf($"{Ref}/{i}"), row.Kind, row.Title, row.Date, row.Role, row.Text, row.AmountYuan))]);
    }

    private sealed record BudgetRow(decimal? Amount, string? Unit, bool? Negotiable);

    private sealed record DemandRow(
        string Ref, string Enterprise, string Title, string? Field, string Description, string? Background, string? ExistingFoundation, DemandIndicator[]? Indicators, int? TrlNow, int? TrlWanted,
        BudgetRow? Budget, DateOnly? Deadline, string[]? CooperationModes, string? Visibility, string[]? TargetInstitutes, string? RegionCode)
    {
        internal OpenDemand Open(EnterpriseRow enterprise, Dictionary<string, TalentInstituteRow> institutes) => new(
            new DemandEnterprise(enterprise.CreditCode, enterprise.Name, enterprise.RegionCode, enterprise.Industry),
            Title,
            Field,
            Description,
            Background,
            ExistingFoundation,
            Indicators ?? [],
            TrlNow,
            TrlWanted,
            Budget?.Amount * (Budget?.Unit == "wan_yuan" ? 10_000 : 1),
            Budget?.Negotiable ?? false,
            Deadline,
            CooperationModes ?? [],
            Visibility ?? "public",
            [.. (TargetInstitutes ?? []).Select(reference => institutes[reference].CreditCode)],
            RegionCode ?? enterprise.RegionCode);
    }
}
