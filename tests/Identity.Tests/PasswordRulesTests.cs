using FluentValidation.TestHelper;
using Matchmaking.Identity.Organisations;

namespace Matchmaking.Identity.Tests;

public sealed class PasswordRulesTests
{
    [Theory]
    [InlineData("short1234", "MinimumLengthValidator")]
    [InlineData("1234567890", "common_password")]
    [InlineData("QWERTYUIOP", "common_password")]
    [InlineData("woaini1314", "common_password")]
    [InlineData("password2026!", "common_password")]
    [InlineData("!!Matchmaking1", "common_password")]
    [InlineData("aaaaaaaaaaaa", "common_password")]
    [InlineData("abababababab", "common_password")]
    [InlineData("xx li.gong@example.org xx", "password_holds_login")]
    [InlineData("the LI.GONG of 1999", "password_holds_login")]
    public void A_password_that_is_tried_first_is_refused(string password, string code)
    {
        var account = new FirstAccountForm("li.gong@example.org", "李工", password);

        Assert.Contains(new FirstAccountFormValidator().TestValidate(account).Errors, e => e.ErrorCode == code);
    }

    [Theory]
    [InlineData("correct horse battery staple")]
    [InlineData("北风卷地白草折胡天八月")]
    [InlineData("9f86d081884c7d65")]
    public void A_password_needs_no_mixture_of_characters(string password)
    {
        Assert.True(new FirstAccountFormValidator().TestValidate(new FirstAccountForm("li.gong@example.org", "李工", password)).IsValid);
    }

    [Fact]
    public void A_password_has_at_most_200_characters()
    {
        var longest = string.Concat(Enumerable.Range(0, 200).Select(i => (char)('a' + (i % 26))));

        Assert.True(new FirstAccountFormValidator().TestValidate(new FirstAccountForm("gong", "李工", longest)).IsValid);
        Assert.False(new FirstAccountFormValidator().TestValidate(new FirstAccountForm("gong", "李工", longest + "a")).IsValid);
    }

    [Theory]
    [InlineData("ab")]
    [InlineData("李工李工")]
    [InlineData("a b c")]
    [InlineData("аdmin")]
    [InlineData("login\n")]
    public void A_login_is_plain_ascii(string login)
    {
        Assert.Contains(new FirstAccountFormValidator().TestValidate(new FirstAccountForm(login, "李工", "a long enough secret")).Errors, e => e.ErrorCode == "invalid_login");
    }
}
