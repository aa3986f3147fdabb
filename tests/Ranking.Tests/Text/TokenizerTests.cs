using Matchmaking.Knowledge.Text;

namespace Matchmaking.Ranking.Tests.Text;

public sealed class TokenizerTests
{
    private readonly record struct Token(string Term, int Start, int Length);

    private readonly struct ListSink(List<Token> tokens) : ITermSink
    {
        public void Accept(scoped ReadOnlySpan<char> term, int start, int length, TermKind kind) => tokens.Add(new Token(term.ToString(), start, length));
    }

    private static List<Token> Tokenize(string text)
    {
        var tokens = new List<Token>();
        var sink = new ListSink(tokens);
        Tokenizer.Tokenize(text, ref sink);
        return tokens;
    }

    [Theory]
    [InlineData("薄膜", "薄 膜 薄膜")]
    [InlineData("R&D", "r&d")]
    [InlineData("Ni-Cr合金", "ni-cr ni cr 合 金 合金")]
    [InlineData("面积3m²", "面 积 面积 3m2 m2")]
    [InlineData("≥50%", "≥50% 50%")]
    [InlineData("HT280", "ht280")]
    [InlineData("0.4 MPa", "0.4mpa mpa")]
    [InlineData("studies of films", "study film")]
    [InlineData("analysis processes", "analysi processe")]
    [InlineData("C3脱氢", "c3 脱 氢 脱氢")]
    [InlineData("the of and", "")]
    [InlineData("GPS/INS", "gps/ins gps ins")]
    [InlineData("80℃", "80℃")]
    [InlineData("Ca2+ and C++", "ca2+ ca2 c++")]
    [InlineData("，。！", "")]
    public void A_text_is_cut_into_terms(string text, string terms) =>
        Assert.Equal(terms, string.Join(' ', Tokenize(text).Select(token => token.Term)));

    [Fact]
    public void Every_term_points_at_the_place_it_stands_at()
    {
        const string text = "采用Ni-Cr合金与studies，≥50%达标";
        Assert.All(Tokenize(text), token => Assert.Equal(token.Term[0], char.ToLowerInvariant(text[token.Start])));
        Assert.Contains(new Token("study", 10, 7), Tokenize(text));
        Assert.Contains(new Token("≥50%", 18, 4), Tokenize(text));
    }

    [Fact]
    public void Lone_surrogates_and_right_to_left_text_do_no_harm() =>
        Assert.NotEmpty(Tokenize("\uD800 שלום \uDC00 مرحبا 薄膜"));
}
