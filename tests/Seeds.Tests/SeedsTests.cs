using System.Text.RegularExpressions;
using Matchmaking.Vocabulary;
using static Matchmaking.Seeds.Tests.SeedFiles;

namespace Matchmaking.Seeds.Tests;

public sealed partial class SeedsTests
{
    [Fact]
    public void There_are_as_many_as_were_promised()
    {
        Assert.True(Institutes.Count >= 40);
        Assert.True(Experts.Count >= 240);
        Assert.True(Enterprises.Count >= 60);
        Assert.True(Demands.Count >= 120);
        Assert.True(Demands.Select(d => Text(d, "field")).Distinct().Count() >= 10);
        Assert.True(Judgements.Select(j => j.Demand).Distinct().Count() >= 80);
    }

    [Fact]
    public void Every_credit_code_and_orcid_is_valid_and_belongs_to_nobody()
    {
        Assert.All(Institutes.Concat(Enterprises), row =>
        {
            Assert.True(CreditCode.IsValid(Text(row, "creditCode")), Text(row, "ref"));
            // Organisation codes that start with YY were never issued.
            Assert.Equal("YY", Text(row, "creditCode")[8..10]);
        });
        // ORCID iDs are issued within 0000-0001-5 to 0000-0003-5 and within 0009-0000 to 0009-0010; none starts with 0000-0009.
        Assert.All(Experts.Where(e => e["orcid"] is not null), e =>
        {
            Assert.True(Orcid.IsValid(Text(e, "orcid")), Text(e, "ref"));
            Assert.StartsWith("0000-0009-", Text(e, "orcid"), StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Every_expert_is_marked_as_fictitious_and_no_name_stands_twice()
    {
        Assert.All(Experts, e => Assert.EndsWith("（虚构）", Text(e, "name"), StringComparison.Ordinal));
        Assert.Equal(Experts.Count, Experts.Select(e => Text(e, "name")).Distinct().Count());
    }

    [Fact]
    public void No_contact_could_reach_a_person()
    {
        Assert.All(Demands, d =>
        {
            Assert.EndsWith("@example.com", Text(d["contact"]!, "email"), StringComparison.Ordinal);
            Assert.Contains("0000", Text(d["contact"]!, "phone"), StringComparison.Ordinal);
        });
        var numbers = Texts().SelectMany(t => MobilePhone().Matches(t.Text).Select(m => $"{t.Ref}: {m.Value}"));
        Assert.Empty(numbers);
    }

    [Fact]
    public void No_two_texts_share_a_sentence()
    {
        var owners = new Dictionary<string, string>();
        var shared = new List<string>();
        foreach (var (reference, text) in Texts())
        {
            foreach (var sentence in SentenceEnd().Split(text).Select(s => Blank().Replace(s, "")).Where(s => s.Length >= 10).Distinct())
            {
                if (!owners.TryAdd(sentence, reference))
                {
                    shared.Add($"{reference} and {owners[sentence]}: {sentence}");
                }
            }
        }

        Assert.Empty(shared);
    }

    [Fact]
    public void No_two_texts_come_from_one_template()
    {
        // Texts of one template share many runs of twelve characters, whatever was filled in; independent ones hardly any.
        const int run = 12;
        var owners = new Dictionary<string, List<string>>();
        foreach (var (reference, text) in Texts())
        {
            var dense = Blank().Replace(text, "");
            foreach (var piece in Enumerable.Range(0, Math.Max(0, dense.Length - run + 1)).Select(i => dense.Substring(i, run)).Distinct())
            {
                (owners.TryGetValue(piece, out var list) ? list : owners[piece] = []).Add(reference);
            }
        }

        var pairs = owners.Values.Where(list => list.Count > 1)
            .SelectMany(list => from a in list from b in list where string.CompareOrdinal(a, b) < 0 select (a, b))
            .GroupBy(pair => pair).Where(group => group.Count() > 25);
        Assert.Empty(pairs.Select(group => $"{group.Key.a} and {group.Key.b}: {group.Count()} runs of {run} characters"));
    }

    [Fact]
    public void Every_reference_leads_somewhere_and_every_code_is_known()
    {
        var institutes = Institutes.Select(i => Text(i, "ref")).ToHashSet();
        var enterprises = Enterprises.Select(e => Text(e, "ref")).ToHashSet();
        var experts = Experts.Select(e => Text(e, "ref")).ToHashSet();
        var demands = Demands.Select(d => Text(d, "ref")).ToHashSet();
        Assert.All(Experts, e => Assert.Contains(Text(e, "institute"), institutes));
        Assert.All(Demands, d => Assert.Contains(Text(d, "enterprise"), enterprises));
        Assert.All(Demands, d => Assert.True(TechnologyFields.IsValid(Text(d, "field")), Text(d, "ref")));
        Assert.All(Enterprises, e => Assert.True(Industries.IsValid(Text(e, "industry")), Text(e, "ref")));
        Assert.All(Judgements, j => Assert.True(demands.Contains(j.Demand) && experts.Contains(j.Talent) && j.Grade is >= 0 and <= 3, $"{j}"));
        Assert.Equal(Judgements.Count, Judgements.Select(j => (j.Demand, j.Talent)).Distinct().Count());
    }

    [Fact]
    public void The_four_regions_and_the_hard_cases_are_there()
    {
        foreach (var region in new[] { "5110", "330604", "3202", "3302" })
        {
            Assert.Contains(Demands, d => Text(d, "regionCode").StartsWith(region, StringComparison.Ordinal));
        }

        Assert.True(Experts.Count(e => Latin().Count(Text(e, "text")) > 40) >= 10, "too few English profiles");
        Assert.True(Texts().Count(t => Traditional().IsMatch(t.Text)) >= 10, "too few Traditional texts");
        Assert.True(Texts().Count(t => Debris().IsMatch(t.Text)) >= 10, "too few dirty texts");
        Assert.Contains(Demands, d => Text(d, "visibility") == "confidential");
        Assert.Contains(Demands, d => Text(d, "visibility") == "targeted");
        Assert.Contains(Experts, e => !(bool)e["consent"]!);
        Assert.Contains(Experts, e => (int)e["capacity"]! == 0);
    }

    [GeneratedRegex(@"(?<!\d)1[3-9]\d{9}(?!\d)")]
    private static partial Regex MobilePhone();

    [GeneratedRegex(@"[。！？；\n.!?;]")]
    private static partial Regex SentenceEnd();

    [GeneratedRegex(@"\s")]
    private static partial Regex Blank();

    [GeneratedRegex(@"[A-Za-z]{3,}")]
    private static partial Regex Latin();

    [GeneratedRegex("[電機與驗導層廠體]")]
    private static partial Regex Traditional();

    [GeneratedRegex("&nbsp;|<br>|[ａ-ｚＡ-Ｚ０-９]|[一-龥]\\([a-zāáǎàēéěèīíǐìōóǒòūúǔùü]{1,6}\\)")]
    private static partial Regex Debris();
}
