using System.ComponentModel.DataAnnotations;

namespace Matchmaking.Access;

/// <summary>Whose tokens are believed and how they are read; section Authentication. Any OpenID Connect provider will do.</summary>
public sealed class AccessOptions : IValidatableObject
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Authentication";

    /// <summary>Address of the provider; its signing keys are read from <c>/.well-known/openid-configuration</c> below it and again when they change.</summary>
    [Required]
    [Url]
    public string Authority { get; set; } = "";

    /// <summary>The iss of its tokens, where it is not what the provider's discovery document says.</summary>
    public string? Issuer { get; set; }

    /// <summary>The aud that tokens must have.</summary>
    [Required]
    public string Audience { get; set; } = "matchmaking";

    /// <summary>Whether the provider may be asked over http, as on loopback.</summary>
    public bool AllowHttp { get; set; }

    /// <summary>Claim that names the account or client.</summary>
    [Required]
    public string SubjectClaim { get; set; } = "sub";

    /// <summary>Claim that holds the credit code of the organisation.</summary>
    [Required]
    public string OrganisationClaim { get; set; } = "org";

    /// <summary>Claim that names roles, one or several; like the others also a path into a JSON object, such as <c>realm_access.roles</c>.</summary>
    [Required]
    public string RoleClaim { get; set; } = "role";

    /// <summary>Claim with the regions that a member of a bureau is limited to.</summary>
    [Required]
    public string RegionClaim { get; set; } = "region";

    /// <summary>The provider's names of roles and ours, where they differ.</summary>
    public Dictionary<string, string> RoleNames { get; } = new(StringComparer.Ordinal);

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!AllowHttp && Authority.StartsWith("http:", StringComparison.OrdinalIgnoreCase))
        {
            yield return new ValidationResult("The provider must be asked over https; AllowHttp=true allows http.", [nameof(Authority)]);
        }

        foreach (var unknown in RoleNames.Values.Where(role => !Roles.All.Contains(role)))
        {
            yield return new ValidationResult($"RoleNames names a role that does not exist: {unknown}.", [nameof(RoleNames)]);
        }
    }
}
