extern alias demands;
namespace Matchmaking.Documents.Tests;

/// <summary>The examples of TechnologyDemands are sent to it.</summary>
public sealed class TechnologyDemandsExamplesTests(TechnologyDemandsHost service) : IClassFixture<TechnologyDemandsHost>
{
    [Fact]
    public async Task Every_example_is_answered_as_it_says()
    {
        using var enterprise = service.As("enterprise", Told.Enterprise);
        await enterprise.Made("/v1/enterprises", new { name = "上虞晟澜新材料有限公司（虚构）", creditCode = Told.Enterprise, regionCode = "330604", industry = "C26" });

        await new ExampleRun<demands::Program>(service, "TechnologyDemands", async () =>
        {
            var demand = await enterprise.Made("/v1/demands", new
            {
                enterpriseCreditCode = Told.Enterprise,
                title = "棉织物后整理轧光工艺改进",
                field = "403",
                description = "现有轧光机车速提高后布面出现极光，手感发硬。",
                cooperationModes = (string[])["joint_development"],
                visibility = "public",
                regionCode = "330604",
                contact = new { name = "技术部" },
            });
            return new() { ["demand"] = (string)demand["id"]! };
        }).Run();
    }
}
