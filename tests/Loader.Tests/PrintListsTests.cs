namespace Matchmaking.Loader.Tests;

public sealed class PrintListsTests
{
    private static readonly LoadedDemand Demand = new("D1", "1", "缸盖试压“冒汗”漏水攻关", "隆昌铸锻");

    [Theory]
    [InlineData(72)]
    [InlineData(120)]
    [InlineData(200)]
    public void No_line_is_wider_than_the_terminal(int width)
    {
        var list = new MatchList("ranked", null, [Match(new string('证', 300)), Match("short")]);

        var lines = PrintLists.Lines(new RankedDemand(Demand, list), new TerminalText(width, colour: false)).ToList();

        Assert.Equal(5, lines.Count);
        Assert.All(lines, line => Assert.InRange(TerminalText.CellsOf(line), 0, width));
    }

    [Fact]
    public void An_empty_list_says_why()
    {
        var list = new MatchList("ranked", "no_evidence", []);

        var lines = PrintLists.Lines(new RankedDemand(Demand, list), new TerminalText(80, colour: false));

        Assert.Contains("no_evidence", lines.Last(), StringComparison.Ordinal);
    }

    private static ListedMatch Match(string sentence) => new(
        1,
        87.5,
        new ListedTalent("林沐川（虚构）", "甬江先进材料研究院"),
        [new ListedEvidence(sentence)]);
}
