using System.Globalization;
using System.Text.Json.Nodes;

namespace Matchmaking.Loader;

/// <summary>
/// Turns seed rows into request bodies. A row already has the shape of the API, except that rows name each other by ref
/// where the API names organisations by credit code. Fields that are not named here pass through untouched.
/// </summary>
internal sealed class ApiBodies(SeedSet seeds)
{
    private readonly Dictionary<string, string> _creditCodes =
        seeds.Institutes.Concat(seeds.Enterprises).ToDictionary(row => row.Ref, row => row.Text("creditCode"));

    public static JsonObject Institute(SeedRow row) => WithoutRef(row);

    public static JsonObject Enterprise(SeedRow row) => WithoutRef(row);

    public JsonObject Expert(SeedRow row)
    {
        var body = WithoutRef(row);
        Rename(body, "institute", "instituteCreditCode", CreditCode(row, row.Text("institute")));
        return body;
    }

    /// <summary>A confidential demand stays a draft: it must never reach the followers.</summary>
    public JsonObject Demand(SeedRow row)
    {
        var body = WithoutRef(row);
        Rename(body, "enterprise", "enterpriseCreditCode", CreditCode(row, row.Text("enterprise")));
        if (body["targetInstitutes"] is JsonArray targets)
        {
            body["targetInstitutes"] = new JsonArray([.. targets.Select(target => JsonValue.Create(CreditCode(row, $"{target}")))]);
        }

        if (body["deadline"] is { } deadline)
        {
            body["deadline"] = Ahead(DateOnly.Parse((string)deadline!, CultureInfo.InvariantCulture), DateOnly.FromDateTime(DateTime.UtcNow)).ToString("O", CultureInfo.InvariantCulture);
        }

        body["publish"] = IsPublished(row);
        return body;
    }

    public static bool IsPublished(SeedRow row) => row.Text("visibility") != "confidential";

    public string CreditCode(SeedRow row, string reference) =>
        _creditCodes.TryGetValue(reference, out var code) ? code : throw row.Wrong($"({row.Ref}) names {reference}, which no file has");

    /// <summary>The deadline, moved on by whole years when it has passed: a demand that is over is not published, and seeds must not grow old.</summary>
    public static DateOnly Ahead(DateOnly deadline, DateOnly today)
    {
        var years = 0;
        while (deadline.AddYears(years) < today)
        {
            years++;
        }

        return deadline.AddYears(years);
    }

    private static JsonObject WithoutRef(SeedRow row)
    {
        var body = row.Fields.DeepClone().AsObject();
        body.Remove("ref");
        return body;
    }

    private static void Rename(JsonObject body, string from, string to, string value)
    {
        body.Remove(from);
        body[to] = value;
    }
}
