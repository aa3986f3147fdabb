using Matchmaking.Access;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.TalentProfiles.Consents;

/// <summary>GET /v1/consent-texts: every text that experts agree or ever agreed to, in Chinese and English.</summary>
public static class ListConsentTexts
{
    /// <summary>Maps the endpoint.</summary>
    public static void MapListConsentTexts(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/consent-texts", Handle).WithName("ListConsentTexts").WithTags("Consents").AllowAllRoles(Scopes.ExpertsRead);

    private static Ok<ConsentTextList> Handle() => TypedResults.Ok(new ConsentTextList(ConsentTexts.All));
}

/// <summary>The texts.</summary>
/// <param name="Items">By purpose, newest version first.</param>
public sealed record ConsentTextList(IReadOnlyList<ConsentText> Items);
