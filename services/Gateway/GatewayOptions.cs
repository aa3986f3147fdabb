using System.ComponentModel.DataAnnotations;

namespace Matchmaking.Gateway;

/// <summary>Where the services are; section Services.</summary>
public sealed class GatewayOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Services";

    /// <summary>Base address of Identity.</summary>
    [Required]
    [Url]
    public string Identity { get; set; } = "";

    /// <summary>Base address of TalentProfiles.</summary>
    [Required]
    [Url]
    public string TalentProfiles { get; set; } = "";

    /// <summary>Base address of TechnologyDemands.</summary>
    [Required]
    [Url]
    public string TechnologyDemands { get; set; } = "";

    /// <summary>Base address of Ranking.</summary>
    [Required]
    [Url]
    public string Ranking { get; set; } = "";

    /// <summary>Base address of MatchReview.</summary>
    [Required]
    [Url]
    public string MatchReview { get; set; } = "";

    /// <summary>Base address of Webhooks.</summary>
    [Required]
    [Url]
    public string Webhooks { get; set; } = "";

    /// <summary>Base address of Insights.</summary>
    [Required]
    [Url]
    public string Insights { get; set; } = "";

    internal string Address(string service) => service switch
    {
        nameof(Identity) => Identity,
        nameof(TalentProfiles) => TalentProfiles,
        nameof(TechnologyDemands) => TechnologyDemands,
        nameof(Ranking) => Ranking,
        nameof(MatchReview) => MatchReview,
        nameof(Webhooks) => Webhooks,
        nameof(Insights) => Insights,
        _ => throw new ArgumentOutOfRangeException(nameof(service), service, "No such service."),
    };
}
