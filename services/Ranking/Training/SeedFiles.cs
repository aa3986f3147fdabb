using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Matchmaking.Contracts.TalentProfiles;
using Matchmaking.Contracts.TechnologyDemands;

namespace Matchmaking.Ranking.Training;

/// <summary>The seeds of the project as they are built into the assembly: experts and needs as their services would publish them, with the judgements of both.</summary>
internal sealed class SeedFiles
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private readonly Dictionary<(Guid Demand, Guid Talent), int> grades;

    /// <summary>Reads them.</summary>
    internal SeedFiles()
    {
        var institutes = Read<TalentInstituteRow>("institutes").ToDictionary(row => row.Ref);
        var enterprises = Read<EnterpriseRow>("enterprises").ToDictionary(row => row.Ref);
        var groups = enterprises.Keys.Order(StringComparer.Ordinal).ToList();
        Experts = Read<ExpertRow>("experts").ToDictionary(row => IdOf(row.Ref), row => row.Profile(institutes[row.Institute]));
        grades = Lines("judgements.tsv").Select(line => line.Split('\t')).ToDictionary(cells => (IdOf(cells[0]), IdOf(cells[1])), cells => int.Parse(cells[2], CultureInfo.InvariantCulture));
        var judged = grades.Keys.Select(pair => pair.Demand).ToHashSet();
        Demands = [.. Read<DemandRow>("demands").Select(row => new SeedDemand(
            IdOf(row.Ref), groups.IndexOf(row.Enterprise), judged.Contains(IdOf(row.Ref)), row.Open(enterprises[row.Enterprise], institutes)))];
    }

    /// <summary>The profiles, in the order of the file.</summary>
    internal IReadOnlyDictionary<Guid, TalentProfile> Experts { get; }

    /// <summary>The needs, in the order of the file.</summary>
    internal IReadOnlyList<SeedDemand> Demands { get; }

    /// <summary>The day of the youngest achievement. Counted from it, and not from today, the same seeds give the same model next year.</summary>
    internal DateOnly Day => Experts.Values.SelectMany(profile => profile.Achievements).Max(achievement => achievement.Date) ?? new DateOnly(2026, 1, 1);

    /// <summary>0 to 3; 0 for who was not judged.</summary>
    internal int Grade(Guid demand, Guid talent) => grades.GetValueOrDefault((demand, talent));

    private static IEnumerable<T> Read<T>(string name) => Lines($"{name}.jsonl").Select(line => JsonSerializer.Deserialize<T>(line, Json)!);

    private static IEnumerable<string> Lines(string name)
    {
        using var stream = typeof(SeedFiles).Assembly.GetManifestResourceStream($"seeds/{name}")!;
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

/// <summary>A need of the seeds.</summary>
/// <param name="Id">Made from its reference.</param>
/// <param name="Enterprise">Number of who posted it.</param>
/// <param name="IsJudged">Whether anybody was judged for it.</param>
/// <param name="Open">The need.</param>
internal sealed record SeedDemand(Guid Id, int Enterprise, bool IsJudged, OpenDemand Open);
