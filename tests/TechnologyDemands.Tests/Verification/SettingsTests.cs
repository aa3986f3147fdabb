using System.ComponentModel.DataAnnotations;
using Matchmaking.TechnologyDemands.Verification;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Matchmaking.TechnologyDemands.Tests.Verification;

public sealed class SettingsTests
{
    [Theory]
    [InlineData("370203", "department,third_party,committee")]
    [InlineData("370700", "department")]
    [InlineData("370211", "")]
    [InlineData("370285", "committee")]
    [InlineData("371300", "department")]
    [InlineData("330604", "third_party")]
    [InlineData("380000", "third_party")]
    public void The_longest_prefix_says_which_levels_a_region_has(string region, string levels)
    {
        var rules = new VerificationRules(Of(new()
        {
            ["Verification:Default"] = "third_party",
            ["Verification:Regions:37"] = "department",
            ["Verification:Regions:370200"] = " department, third_party ,committee",
            ["Verification:Regions:370211"] = "",
            ["Verification:Regions:37028"] = "committee",
        }));

        Assert.Equal(levels, string.Join(',', rules.LevelsOf(region)));
    }

    [Fact]
    public void Without_settings_no_region_has_levels() => Assert.Empty(new VerificationRules(Of([])).LevelsOf("330604"));

    [Theory]
    [InlineData("Default", "committee,department", "not committee,department")]
    [InlineData("Default", "filing", "not filing")]
    [InlineData("Regions:37", "department,department", "not department,department")]
    [InlineData("Regions:37", "ministry", "not ministry")]
    [InlineData("Regions:3", "department", "not 3")]
    [InlineData("Regions:上海", "department", "not 上海")]
    [InlineData("Levels:filing:Roles", "reviewer", "no level filing")]
    [InlineData("Levels:department:Roles", "enterprise", "not enterprise")]
    [InlineData("Levels:department:Organisations", "91330604YY9900014X", "no credit code")]
    public void What_is_wrong_with_settings_is_said_at_the_start(string key, string value, string told)
    {
        var options = Of(new() { [$"Verification:{key}"] = value });

        Assert.Contains(told, Assert.Throws<OptionsValidationException>(() => options.CurrentValue).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Sound_settings_are_found_sound()
    {
        var options = Of(new()
        {
            ["Verification:Regions:3702"] = "department,committee",
            ["Verification:Levels:department:Roles"] = "reviewer,operator",
            ["Verification:Levels:third_party:Organisations"] = VerifyingService.ThirdParty,
        });

        Assert.Empty(options.CurrentValue.Validate(new ValidationContext(options)));
    }

    private static IOptionsMonitor<VerificationOptions> Of(Dictionary<string, string?> settings)
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
        services.AddOptions<VerificationOptions>().BindConfiguration(VerificationOptions.Section).ValidateDataAnnotations();
        return services.BuildServiceProvider().GetRequiredService<IOptionsMonitor<VerificationOptions>>();
    }
}
