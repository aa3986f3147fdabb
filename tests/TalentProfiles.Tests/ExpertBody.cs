using System.Text.Json.Nodes;
using Matchmaking.Harness;

namespace Matchmaking.TalentProfiles.Tests;

/// <summary>Sound bodies to start from.</summary>
internal static class ExpertBody
{
    public static JsonObject Sound(string institute) => JsonNode.Parse("""
        {
          "name": "周衡", "title": "教授", "degree": "doctor", "disciplines": ["430", "54010"], "fields": ["403", "40304"],
          "researchDirections": ["织物后整理", "功能涂层"], "text": "长期从事纺织材料后整理与功能涂层研究，主持过多项轧光与耐久整理项目。",
          "serviceModes": ["joint_development", "consulting"], "regionsServed": ["330604", "320200"], "capacity": 3, "consent": true
        }
        """)!.AsObject().With("instituteCreditCode", institute);

    public static JsonObject Institute(string creditCode) => JsonNode.Parse("""
        { "name": "越州理工大学", "regionCode": "330602", "kind": "university", "introduction": "以纺织见长。" }
        """)!.AsObject().With("creditCode", creditCode);

    public static JsonObject Achievement(string title = "耐久轧光整理方法", string? date = "2023-05-18") => JsonNode.Parse("""
        { "kind": "patent", "role": "第一发明人", "text": "在低张力下轧光，水洗后光泽不降。", "amountYuan": 350000.5 }
        """)!.AsObject().With("title", title).With("date", date);

    public static JsonObject With(this JsonObject body, string field, JsonNode? value)
    {
        body[field] = value;
        return body;
    }

    /// <summary>A fresh ORCID iD with its check character right.</summary>
    public static string Orcid()
    {
        var digits = Random.Shared.NextInt64(1_000_000_000_000_000).ToString("D15", System.Globalization.CultureInfo.InvariantCulture);
        var body = $"{digits[..4]}-{digits[4..8]}-{digits[8..12]}-{digits[12..]}";
        return "0123456789X".Select(check => body + check).Single(Vocabulary.Orcid.IsValid);
    }

    /// <summary>Registers a fresh institute and answers its credit code.</summary>
    public static async Task<string> RegisterInstitute(this ServiceUnderTest<Program> service)
    {
        var creditCode = CreditCodes.Next();
        (await service.Post("/v1/institutes", Institute(creditCode))).EnsureSuccessStatusCode();
        return creditCode;
    }

    /// <summary>Registers a fresh expert, of a fresh institute where none is given.</summary>
    public static async Task<JsonNode> RegisterExpert(this ServiceUnderTest<Program> service, JsonObject? body = null)
    {
        var answer = await service.Post("/v1/experts", body ?? Sound(await service.RegisterInstitute()));
        answer.EnsureSuccessStatusCode();
        return await answer.Json();
    }
}
