using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace Matchmaking.Platform.Http;

/// <summary>A text that stays in its own language though its English stands beside it: something rests on its very words.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class VerbatimAttribute : Attribute;

/// <summary>
/// Texts in both languages: x in Chinese and, in the same object, xEnglish. They are found in the types of answers; JSON that was stored and is passed on as it stands has none.
/// </summary>
internal sealed class TwinTexts(IOptions<JsonOptions> json)
{
    private const string English = "English";

    /// <summary>The service's JSON rules, by which a text is told in English wherever there is any.</summary>
    internal JsonSerializerOptions InEnglish { get; } =
        new(json.Value.SerializerOptions) { TypeInfoResolver = json.Value.SerializerOptions.TypeInfoResolver!.WithAddedModifier(PreferEnglish) };

    /// <summary>Whether something that <paramref name="type"/> holds, however deep, has such texts.</summary>
    internal bool AreReachedFrom(Type type) => IsReached(json.Value.SerializerOptions.GetTypeInfo(type), []);

    private static bool IsReached(JsonTypeInfo type, HashSet<Type> seen)
    {
        var held = type.Properties.Select(property => property.PropertyType).Append(type.ElementType).OfType<Type>();
        return seen.Add(type.Type) && (Pairs(type).Any() || held.Any(next => IsReached(type.Options.GetTypeInfo(next), seen)));
    }

    // In lists from before there was an English text it is empty.
    private static void PreferEnglish(JsonTypeInfo type)
    {
        foreach (var (text, english) in Pairs(type).ToArray())
        {
            var (chinese, twin) = (text.Get!, english.Get!);
            text.Get = holder => twin(holder) is string { Length: > 0 } told ? told : chinese(holder);
        }
    }

    private static IEnumerable<(JsonPropertyInfo Text, JsonPropertyInfo English)> Pairs(JsonTypeInfo type) =>
        from english in type.Properties
        from text in type.Properties
        where english.Name == text.Name + English && english.PropertyType == typeof(string) && text.PropertyType == typeof(string)
            && text.AttributeProvider?.IsDefined(typeof(VerbatimAttribute), inherit: false) != true
        select (text, english);
}
