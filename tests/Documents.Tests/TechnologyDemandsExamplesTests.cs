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

        Dictionary<string, string>? challenges = null;
        await new ExampleRun<demands::Program>(service, "TechnologyDemands", async () =>
        {
            async Task<string> Need(string regionCode, bool publish) => (string)(await enterprise.Made("/v1/demands", new
            {
                enterpriseCreditCode = Told.Enterprise,
                title = "棉织物后整理轧光工艺改进",
                field = "403",
                description = "现有轧光机车速提高后布面出现极光，手感发硬。",
                budget = publish ? new { amount = 60, unit = "wan_yuan", negotiable = false } : null,
                cooperationModes = (string[])["joint_development"],
                visibility = "public",
                regionCode,
                contact = new { name = "技术部" },
                publish,
            }))["id"]!;
            var (waiting, vetoed) = (await Need(TechnologyDemandsHost.VerifiedRegion, true), await Need(TechnologyDemandsHost.VerifiedRegion, true));
            using var reviewer = service.As("reviewer");
            await reviewer.Made($"/v1/demands/{vetoed}/verification:veto", new { level = "department", reasonCodes = (string[])["falsified_figures"], text = "指标与检测报告不符（虚构）" });
            challenges ??= await new ChallengeExamples(service, enterprise, () => Need("330604", false)).Make();
            return new(challenges) { ["demand"] = await Need("330604", false), ["open"] = await Need("330604", true), ["waiting"] = waiting, ["vetoed"] = vetoed };
        }).Run();
    }
}
