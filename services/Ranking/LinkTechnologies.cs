using FluentValidation;
using Matchmaking.Access;
using Matchmaking.Knowledge.Graph;
using Matchmaking.Knowledge.Text;
using Matchmaking.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.Ranking;

/// <summary>A text to find technologies in; nothing of it is stored.</summary>
/// <param name="Text">Any text, up to 20,000 characters.</param>
public sealed record LinkTechnologiesRequest(string? Text);

/// <summary>The technologies of a text.</summary>
/// <param name="GraphDigest">Names the knowledge graph.</param>
/// <param name="Text">The text as it was read, normalised: positions hold for it.</param>
/// <param name="Mentions">In the order of the text.</param>
public sealed record LinkTechnologiesResponse(string GraphDigest, string Text, IReadOnlyList<TechnologyMention> Mentions);

/// <summary>A technology where a text names it.</summary>
/// <param name="Technology">The technology.</param>
/// <param name="Label">As the text writes it.</param>
/// <param name="Start">Where it stands, in UTF-16 units from 0.</param>
/// <param name="Length">How long it is.</param>
public sealed record TechnologyMention(TechnologyName Technology, string Label, int Start, int Length);

/// <summary>Rules of <see cref="LinkTechnologiesRequest"/>.</summary>
public sealed class LinkTechnologiesRequestValidator : AbstractValidator<LinkTechnologiesRequest>
{
    /// <summary>Sets the rules.</summary>
    public LinkTechnologiesRequestValidator() => RuleFor(r => r.Text).NotEmpty().MaximumLength(20_000);
}

/// <summary>POST /v1/technologies:link: shows what the linker finds in a text, for people who check it.</summary>
public static class LinkTechnologies
{
    /// <summary>Maps the endpoint.</summary>
    public static void MapLinkTechnologies(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/technologies:link", Handle).WithName("LinkTechnologies").WithTags("Technologies").AllowAllRoles(Scopes.ExpertsRead).Validated<LinkTechnologiesRequest>().Repeatable<LinkTechnologiesRequest, LinkTechnologiesResponse>().WithProblems();

    private static Ok<LinkTechnologiesResponse> Handle(LinkTechnologiesRequest request, KnowledgeGraph graph)
    {
        var text = Normalizer.Normalize(request.Text);
        return TypedResults.Ok(new LinkTechnologiesResponse(graph.Digest, text, [.. graph.Linker.Link(text).Select(mention => new TechnologyMention(
            TechnologyName.Of(graph.Technologies[mention.Technology]), text.Substring(mention.Start, mention.Length), mention.Start, mention.Length))]));
    }
}
