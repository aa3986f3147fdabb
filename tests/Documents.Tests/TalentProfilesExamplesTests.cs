extern alias talents;
namespace Matchmaking.Documents.Tests;

/// <summary>The examples of TalentProfiles are sent to it.</summary>
public sealed class TalentProfilesExamplesTests(TalentProfilesHost service) : IClassFixture<TalentProfilesHost>
{
    [Fact]
    public async Task Every_example_is_answered_as_it_says()
    {
        using var institute = service.As("institute", Told.Institute);
        await institute.Made("/v1/institutes", new { name = "越州试验研究院（虚构）", creditCode = Told.Institute, regionCode = "330602", kind = "research_institute" });

        await new ExampleRun<talents::Program>(service, "TalentProfiles", async () =>
        {
            var expert = await institute.Made("/v1/experts", new
            {
                name = "周衡（虚构）",
                instituteCreditCode = Told.Institute,
                disciplines = (string[])["430"],
                fields = (string[])["403"],
                researchDirections = (string[])["织物后整理"],
                text = "长期从事纺织材料后整理研究。",
                serviceModes = (string[])["consulting"],
                regionsServed = (string[])["330604"],
                capacity = 3,
                consent = true,
                achievements = (object[])[new { kind = "patent", title = "耐久轧光整理方法", date = "2023-05-18" }],
            });
            return new() { ["expert"] = (string)expert["id"]!, ["achievement"] = (string)expert["achievements"]![0]!["id"]! };
        }).Run();
    }
}
