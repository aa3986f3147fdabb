using System.Text.Json.Nodes;
using Matchmaking.Harness;

namespace Matchmaking.TalentProfiles.Tests.Instruments;

/// <summary>Where the check of purchases looks: a city with some instruments of everybody's.</summary>
public sealed class EquippedCity : InstrumentService, IAsyncLifetime
{
    private static readonly (string Name, string? English, string? Model, string Field, string Kind)[] All =
    [
        ("场发射扫描电子显微镜", "Field Emission Scanning Electron Microscope", "Sigma 300", "401", "instrument"), ("透射电子显微镜", null, "JEM-2100F", "401", "instrument"),
        ("高效液相色谱仪", "HPLC", "1260 Infinity II", "203", "instrument"), ("气相色谱质谱联用仪", "GC-MS", "7890B-5977B", "705", "instrument"), ("X射线衍射仪", null, "D8 ADVANCE", "402", "instrument"),
        ("电子万能试验机", null, "CMT5105", "401", "instrument"), ("傅里叶变换红外光谱仪", null, "Nicolet iS50", "403", "instrument"), ("真空干燥箱", null, "DZF-6050", "201", "instrument"),
        ("高分子材料中试线", null, null, "403", "pilot_line"), ("五轴立式加工中心", null, "DMU 50", "804", "instrument"), ("激光共聚焦显微镜", null, "LSM 880", "201", "instrument"),
    ];

    public Dictionary<string, (Guid Id, HttpClient Owner, string Code)> Instruments { get; } = [];

    async Task IAsyncLifetime.InitializeAsync()
    {
        await InitializeAsync();
        foreach (var (name, english, model, field, kind) in All)
        {
            Instruments[name] = await Instrument(i => i.With("name", name).With("englishName", english).With("model", model).With("fields", new JsonArray(field)).With("kind", kind).With("leadHours", 0));
        }

        // A year passes in which one is used all day long and the others are not.
        var used = Instruments["透射电子显微镜"];
        for (var week = 0; week < 4; week++)
        {
            var monday = this.Monday();
            for (var day = 0; day < 5; day++)
            {
                await Booked(used, InstrumentBody.Local(monday.AddDays(day), 9), InstrumentBody.Local(monday.AddDays(day), 12), null, 3);
                await Booked(used, InstrumentBody.Local(monday.AddDays(day), 13.5), InstrumentBody.Local(monday.AddDays(day), 17.5), null, 3.9m);
            }
        }
    }
}

/// <summary>购置查重: what is much the same is found, what only sounds like it is not.</summary>
public sealed class CheckPurchaseTests(EquippedCity city) : IClassFixture<EquippedCity>
{
    private async Task<JsonNode> Check(string name, string? model = null, string? field = null, string region = "330604", string kind = "instrument", decimal value = 600_000) => await city.Http.Done(
        "/v1/instruments:check-purchase", new { name, model, kind, fields = field is null ? [] : (string[])[field], valueYuan = value, regionCode = region });

    private static string[] Names(JsonNode check) => [.. check["similar"]!.AsArray().Select(one => (string)one!["name"]!)];

    [Theory]
    [InlineData("扫描电镜", null, "场发射扫描电子显微镜")]
    [InlineData("SEM", "Regulus 8100", "场发射扫描电子显微镜")]
    [InlineData("掃描電子顯微鏡", null, "场发射扫描电子显微镜")]
    [InlineData("场发射扫描电子显微镜", "ＳＩＧＭＡ－３００", "场发射扫描电子显微镜")]
    [InlineData("TEM", "jem2100", "透射电子显微镜")]
    [InlineData("气质联用仪", null, "气相色谱质谱联用仪")]
    [InlineData("GC-MS", "8890-5977B", "气相色谱质谱联用仪")]
    [InlineData("XRD", null, "X射线衍射仪")]
    [InlineData("万能材料试验机", "CMT 5105", "电子万能试验机")]
    [InlineData("红外光谱仪", "Nicolet iS50", "傅里叶变换红外光谱仪")]
    [InlineData("Scanning Electron Microscope", null, "场发射扫描电子显微镜")]
    [InlineData("五轴加工中心", "DMU50", "五轴立式加工中心")]
    public async Task What_is_much_the_same_is_found(string name, string? model, string expected) => Assert.Equal(expected, Names(await Check(name, model))[0]);

    [Theory]
    [InlineData("光学显微镜", null)]
    [InlineData("气相色谱仪", null)]
    [InlineData("离子色谱仪", "ICS-600")]
    [InlineData("原子吸收光谱仪", null)]
    [InlineData("紫外可见分光光度计", null)]
    [InlineData("鼓风干燥箱", null)]
    [InlineData("冲击试验机", "JB-300")]
    [InlineData("离心机", "DMU 80")]
    [InlineData("激光切割机", null)]
    [InlineData("原子力显微镜", null)]
    public async Task What_only_sounds_like_it_is_no_alarm(string name, string? model)
    {
        var check = await Check(name, model);
        // A chromatograph with a mass spectrometer holds a gas chromatograph.
        Assert.Equal(name == "气相色谱仪" ? ["气相色谱质谱联用仪"] : [], Names(check));
        Assert.Equal(name == "气相色谱仪" ? "share" : "free", (string)check["verdict"]!);
    }

    [Fact]
    public async Task The_verdict_follows_from_likeness_distance_and_use()
    {
        var near = await Check("场发射扫描电子显微镜", "Sigma-300", "401");
        var first = near["similar"]![0]!;
        Assert.Equal(("share", "district", 1.0, 1.0, 1.0, 1.0), ((string)near["verdict"]!, (string)first["distance"]!, (double)first["likeness"]!, (double)first["parts"]!["name"]!, (double)first["parts"]!["model"]!, (double)first["parts"]!["fields"]!));
        Assert.Equal((0.0, true, true), ((double)first["utilisation"]!, (bool)first["belowThreshold"]!, (bool)near["networked"]!));
        // In another district of the city it is near enough, in another city it is not.
        Assert.Equal(("share", "city"), (await Verdict("扫描电镜", "330681")));
        Assert.Equal(("look", "elsewhere"), (await Verdict("扫描电镜", "330203")));
        // Used as much as it should be, it is no reason to share instead.
        Assert.Equal(("look", "district"), (await Verdict("透射电镜", "330604")));
        // Another kind is not the same thing.
        Assert.Equal("look", (string)(await Check("扫描电镜", kind: "pilot_line"))["verdict"]!);
        Assert.False((bool)(await Check("扫描电镜", value: 499_999))["networked"]!);

        async Task<(string, string)> Verdict(string name, string region) => await Check(name, region: region) is var check ? ((string)check["verdict"]!, (string)check["similar"]![0]!["distance"]!) : default;
    }

    [Fact]
    public async Task The_same_question_gets_the_same_answer_and_leaves_nothing()
    {
        var answers = new List<string>();
        var before = await Rows();
        for (var i = 0; i < 3; i++)
        {
            answers.Add((await Check("扫描电镜", "S", "40")).ToJsonString());
        }

        Assert.Single(answers.Distinct());
        Assert.Equal(before, await Rows());

        Task<string> Rows() => city.Database.Scalar<string>("select concat_ws('/', (select count(*) from instrument), (select count(*) from idempotency_key), (select last_value from outbox_message_outbox_id_seq), (select count(*) from audit_unchained) + (select count(*) from audit_entry))");
    }
}
