using Matchmaking.Ranking.Features;

namespace Matchmaking.Ranking.Tests.Features;

public sealed class TechnologyFieldFeatureTests
{
    private static readonly TechnologyFieldFeature Feature = new();

    [Theory]
    [InlineData("403", "40301", 1.0, "专家技术领域与需求文本所涉技术一致", "The expert's field is that of the technologies the need names")]
    [InlineData("40302", "40301", 0.8, "专家技术领域与需求文本所涉技术同组", "The expert's field is in the same group as the technologies the need names")]
    [InlineData("403", "405", 0.4, "专家技术领域与需求文本所涉技术同大类", "The expert's field is in the same broad area as the technologies the need names")]
    [InlineData("403", "101", 0.0, "专家技术领域与需求文本所涉技术不同", "The expert's field differs from that of the technologies the need names")]
    [InlineData(null, "403", null, "需求文本没有关联到技术图谱", "The text of the need names no technology of the knowledge graph")]
    [InlineData("403", null, null, "专家未填技术领域", "The expert states no technical field")]
    public void The_fields_of_the_named_technologies_are_compared(string? named, string? offered, double? share, string told, string english)
    {
        var stated = Pairings.Pair(query => query with { Field = "101" }, candidate => candidate with { Fields = offered is null ? [] : [offered] });
        var pairing = stated with { NamedFields = named is null ? [] : [named] };
        Assert.Equal(share, Feature.Value(pairing));
        Assert.Equal(new Wording(told, english), Feature.Told(pairing));
    }

    [Fact]
    public void The_text_decides_and_not_the_stated_field()
    {
        var demand = Samples.Demand("固态电池", "界面阻抗高") with { Field = "101" };
        Assert.NotEmpty(Pairings.Matched(demand, Samples.Profile("固态电池")).NamedFields);
        Assert.DoesNotContain("101", Pairings.Matched(demand, Samples.Profile("固态电池")).NamedFields);
    }

    [Fact]
    public void One_more_field_never_lowers_the_value() => Rising.NeverLowers(
        Feature, (pairing, random) => pairing with { Candidate = pairing.Candidate with { Fields = [.. pairing.Candidate.Fields, Rising.Field(random)] } });
}
