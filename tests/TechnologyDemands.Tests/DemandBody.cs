using System.Text.Json.Nodes;
using Matchmaking.Harness;

namespace Matchmaking.TechnologyDemands.Tests;

/// <summary>Sound bodies to start from.</summary>
internal static class DemandBody
{
    public static JsonObject Sound(string enterprise) => JsonNode.Parse("""
        {
          "title": "棉织物后整理轧光工艺改进", "field": "403", "description": "现有轧光机车速提高后布面出现极光，手感发硬，水洗后光泽下降明显。",
          "indicators": [{ "name": "光泽保持率", "relation": ">=", "value": 85, "unit": "%" }],
          "trlNow": 4, "trlWanted": 7, "budget": { "amount": 60, "unit": "wan_yuan", "negotiable": false }, "deadline": "2099-06-30",
          "cooperationModes": ["joint_development", "consulting"], "visibility": "public", "regionCode": "330604",
          "contact": { "name": "技术部", "phone": "0575-00000000", "email": "tech@example.com" }
        }
        """)!.AsObject().With("enterpriseCreditCode", enterprise);

    public static JsonObject With(this JsonObject body, string field, JsonNode? value)
    {
        body[field] = value;
        return body;
    }

    /// <summary>Registers a fresh enterprise and answers its credit code.</summary>
    public static async Task<string> RegisterEnterprise(this ServiceUnderTest<Program> service, string name = "上虞晟澜纺织有限公司")
    {
        var creditCode = CreditCodes.Next();
        var answer = await service.Post("/v1/enterprises", new { name, creditCode, regionCode = "330604", industry = "C17" });
        answer.EnsureSuccessStatusCode();
        return creditCode;
    }
}
