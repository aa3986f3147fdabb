using System.Globalization;
using Matchmaking.Contracts.TechnologyDemands;
using Matchmaking.Ranking.Queries;

namespace Matchmaking.Evaluate;

/// <summary>A demand of a file.</summary>
/// <param name="Id">As the file writes it.</param>
/// <param name="Query">As ranking sees it.</param>
/// <param name="ExcludedDocument">The document of the talents' file that the demand was made from, and that must not answer it; null if none.</param>
internal sealed record Demand(string Id, RankingQuery Query, string? ExcludedDocument);

/// <summary>Reads demands, of public sets ({id, title?, description?, text?, ...}) or of the project's seeds ({ref, title, ...}).</summary>
internal static class DemandFile
{
    internal static Dictionary<string, Demand> Read(string path)
    {
        var demands = new Dictionary<string, Demand>();
        foreach (var demand in JsonLines.Read(path, Parse))
        {
            if (!demands.TryAdd(demand.Id, demand))
            {
                throw new EvaluateException($"{path}: demand {demand.Id} stands there twice");
            }
        }

        return demands;
    }

    private static Demand Parse(JsonRow row)
    {
        var id = row.Text("id") ?? row.Text("ref") ?? throw new EvaluateException($"{row.Place}: id is missing");
        var title = row.Text("title") ?? "";
        // A text is the whole demand; in public sets it repeats the title.
        var text = row.Text("text");
        var description = text ?? row.Text("description") ?? "";
        if (text is not null && title.Length > 0 && text.Contains(title, StringComparison.Ordinal))
        {
            description = text.Remove(text.IndexOf(title, StringComparison.Ordinal), title.Length);
        }

        var (budget, negotiable) = Budget(row);
        var enterprise = row.Text("enterprise") ?? "";
        var demand = new OpenDemand(
            new DemandEnterprise(enterprise, enterprise, "", ""),
            title,
            row.Text("field"),
            description,
            row.Text("background"),
            row.Text("existingFoundation"),
            [.. row.Rows("indicators").Select(Indicator)],
            (int?)row.Number("trlNow"),
            (int?)row.Number("trlWanted"),
            budget,
            negotiable,
            row.Date("deadline"),
            row.Texts("cooperationModes"),
            row.Text("visibility") ?? "public",
            row.Texts("targetInstitutes"),
            row.Text("regionCode") ?? row.Text("region") ?? "");
        return new Demand(id, DemandQuery.From(FileIds.ToGuid(id), 1, demand), row.Text("exclude_doc"));
    }

    private static DemandIndicator Indicator(JsonRow row) => new(
        row.Text("name") ?? "", row.Text("relation") ?? "", row.Number("value") ?? 0, row.Number("upper"), row.Text("unit"));

    // {amount, unit: yuan|wan_yuan, negotiable}, or a plain amount in yuan.
    private static (decimal? Yuan, bool Negotiable) Budget(JsonRow row)
    {
        if (!row.Has("budget"))
        {
            return (null, false);
        }

        if (row.Element.GetProperty("budget").ValueKind != System.Text.Json.JsonValueKind.Object)
        {
            return decimal.TryParse(row.Text("budget"), CultureInfo.InvariantCulture, out var plain) ? (plain, false)
                : throw new EvaluateException($"{row.Place}: budget must be an amount in yuan");
        }

        var budget = new JsonRow(row.Element.GetProperty("budget"), row.Place);
        var factor = budget.Text("unit") == "wan_yuan" ? 10_000 : 1;
        return (budget.Number("amount") * factor, budget.Flag("negotiable") ?? false);
    }
}
