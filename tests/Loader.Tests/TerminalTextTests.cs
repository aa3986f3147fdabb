namespace Matchmaking.Loader.Tests;

public sealed class TerminalTextTests
{
    [Theory]
    [InlineData("QT800曲轴", 9)]
    [InlineData("（虚构）", 8)]
    [InlineData("µm ≤ 3", 6)]
    [InlineData("e\u0301a\u200b", 2)]
    [InlineData("𠮷", 2)]
    public void A_wide_character_takes_two_cells_and_a_mark_none(string text, int cells) =>
        Assert.Equal(cells, TerminalText.CellsOf(text));

    [Theory]
    [InlineData("林沐川", 8, "林沐川  ")]
    [InlineData("林沐川（虚构）", 8, "林沐川… ")]
    [InlineData("Marta Feldkirch", 8, "Marta F…")]
    [InlineData("two\n  lines", 9, "two lines")]
    public void Fitted_text_has_exactly_the_cells_of_its_column(string text, int cells, string expected)
    {
        var fitted = TerminalText.Fit(text, cells);

        Assert.Equal(expected, fitted);
        Assert.Equal(cells, TerminalText.CellsOf(fitted));
    }

    [Theory]
    [InlineData(0, "    ")]
    [InlineData(50, "██  ")]
    [InlineData(53.125, "██▏ ")]
    [InlineData(100, "████")]
    [InlineData(140, "████")]
    public void A_bar_grows_with_the_score(double score, string expected) =>
        Assert.Equal(expected, TerminalText.Bar(score, 4));
}
