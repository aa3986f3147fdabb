using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Matchmaking.Platform.Http;

/// <summary>Stands on an endpoint whose answer has texts in both languages, and which gives them in the one that is asked for.</summary>
public sealed record InAskedLanguageMetadata;

/// <summary>Reasons and other texts of answers in the language of Accept-Language: Chinese, unless English is asked for.</summary>
public static class AskedLanguage
{
    // Before the closing quote of an ETag.
    private const string EnglishEnd = "+en\"";

    /// <summary>
    /// Every endpoint of the group that answers Ok of what has a text x beside its xEnglish gives x in English to who asks for English; the others are left as they are.
    /// What a group adds lies around all that its endpoints add, so what is kept under an Idempotency-Key is in no caller's language.
    /// </summary>
    public static RouteGroupBuilder InAskedLanguage(this RouteGroupBuilder group)
    {
        ((IEndpointConventionBuilder)group).Add(endpoint =>
        {
            var texts = endpoint.ApplicationServices.GetRequiredService<TwinTexts>();
            if (endpoint.Metadata.OfType<MethodInfo>().FirstOrDefault() is { } handler && Answered(handler.ReturnType).Any(texts.AreReachedFrom))
            {
                endpoint.Metadata.Add(new InAskedLanguageMetadata());
                endpoint.FilterFactories.Add((_, next) => context => Answer(context, next, texts));
            }
        });
        return group;
    }

    /// <summary>The ETag of a version: in English the answer is another one, and has an ETag of its own.</summary>
    internal static string TagOf(HttpContext http, string version) =>
        IsEnglish(http) && http.GetEndpoint()?.Metadata.GetMetadata<InAskedLanguageMetadata>() is not null ? $"\"{version}{EnglishEnd}" : $"\"{version}\"";

    /// <summary>The same tags, whichever language the answers were in: a change may rest on what was read in either.</summary>
    internal static string WithoutLanguage(string tags) => tags.Replace(EnglishEnd, "\"", StringComparison.Ordinal);

    private static bool IsEnglish(HttpContext http) => Languages.Asked(http) == Languages.English;

    // What stands in Ok<...>, within Task<...> and Results<...>.
    private static IEnumerable<Type> Answered(Type type) =>
        !type.IsGenericType ? [] : type.GetGenericTypeDefinition() == typeof(Ok<>) ? type.GetGenericArguments() : type.GetGenericArguments().SelectMany(Answered);

    private static async ValueTask<object?> Answer(EndpointFilterInvocationContext context, EndpointFilterDelegate next, TwinTexts texts)
    {
        var answer = await next(context);
        var result = answer is INestedHttpResult nested ? nested.Result : answer;
        // A problem tells its language itself.
        if (result is ProblemHttpResult)
        {
            return answer;
        }

        var isEnglish = IsEnglish(context.HttpContext);
        Languages.Tell(context.HttpContext, isEnglish ? Languages.English : Languages.Chinese);
        return isEnglish && result is IValueHttpResult { Value: { } value } && result is IStatusCodeHttpResult { StatusCode: StatusCodes.Status200OK }
            ? TypedResults.Json(value, texts.InEnglish)
            : answer;
    }
}
