using Matchmaking.Vocabulary;

namespace Matchmaking.Platform.Tests;

public sealed class CheckDigitTests
{
    // Public registrations of well-known organisations.
    [Theory]
    [InlineData("12100000400000624D")]
    [InlineData("914403001922038216")]
    [InlineData("91110108551385082Q")]
    [InlineData("91330100799655058B")]
    [InlineData("1210000042500615X0")]
    [InlineData("12440300455752807L")]
    [InlineData("9144030071526726XG")]
    [InlineData("12100000400002259P")]
    [InlineData("12100000470095016Q")]
    [InlineData("91110000710926094P")]
    public void A_real_credit_code_is_valid(string code) => Assert.True(CreditCode.IsValid(code));

    // Miscopied on public pages, or broken here in one place.
    [Theory]
    [InlineData("124403004558588048")]
    [InlineData("91110108717809965C")]
    [InlineData("9133010057462616XH")]
    [InlineData("91110000800088421P")]
    [InlineData("12100000400000624d")]
    [InlineData("12100000400000624")]
    [InlineData("12100000400000624DD")]
    [InlineData("1210000O400000624D")]
    [InlineData("")]
    [InlineData(null)]
    public void A_miscopied_credit_code_is_not(string? code) => Assert.False(CreditCode.IsValid(code));

    [Fact]
    public void Every_single_changed_character_of_a_credit_code_is_found()
    {
        const string code = "91330100799655058B";
        const string alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
        var accepted = from place in Enumerable.Range(0, 18)
                       from other in alphabet
                       where other != code[place]
                       let changed = code[..place] + other + code[(place + 1)..]
                       where CreditCode.IsValid(changed)
                       select changed;

        Assert.Empty(accepted);
    }

    [Theory]
    [InlineData("0000-0002-1825-0097", true)]
    [InlineData("0000-0001-5109-3700", true)]
    [InlineData("0000-0002-1694-233X", true)]
    [InlineData("0000-0002-1825-0098", false)]
    [InlineData("0000000218250097", false)]
    [InlineData("0000-0002-1694-233x", false)]
    [InlineData("https://orcid.org/0000-0002-1825-0097", false)]
    [InlineData(null, false)]
    public void An_orcid_stands_or_falls_with_its_check_character(string? orcid, bool valid) => Assert.Equal(valid, Orcid.IsValid(orcid));

    [Theory]
    [InlineData("C36", true)]
    [InlineData("C3670", true)]
    [InlineData("I65", true)]
    [InlineData("C99", false)]
    [InlineData("A36", false)]
    [InlineData("36", false)]
    [InlineData("C3", false)]
    public void An_industry_lies_in_its_section(string code, bool valid) => Assert.Equal(valid, Industries.IsValid(code));

    [Theory]
    [InlineData("330604", true)]
    [InlineData("321086", true)]
    [InlineData("990000", false)]
    [InlineData("33060", false)]
    public void A_region_needs_a_province_but_an_old_county_code_is_taken(string code, bool valid) => Assert.Equal(valid, Regions.IsValid(code));
}
