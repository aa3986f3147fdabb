using System.Reflection;
using System.Security.Cryptography;
using Matchmaking.Platform.Http;

namespace Matchmaking.TalentProfiles.Consents;

/// <summary>What experts agree to, word for word: a file for each purpose, version and language, in the assembly. A text that was ever used is never changed; a new one gets a new version.</summary>
public static class ConsentTexts
{
    private const string Prefix = "consents/";

    /// <summary>All texts, by purpose, newest version first.</summary>
    public static readonly IReadOnlyList<ConsentText> All = Read();

    /// <summary>The version that holds where none is named: the newest.</summary>
    public static string Current(string purpose) => All.First(text => text.Purpose == purpose).Version;

    /// <summary>True for a text that there is.</summary>
    public static bool Contains(string? purpose, string? version) => All.Any(text => text.Purpose == purpose && text.Version == version);

    // "consents/matching-2026-01.zh.txt": purpose, version, language.
    private static ConsentText[] Read()
    {
        var assembly = Assembly.GetExecutingAssembly();
        return
        [
            .. assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
                .Select(name => (Parts: name[Prefix.Length..].Split('.'), Bytes: Bytes(assembly, name)))
                .GroupBy(file => file.Parts[0])
                .Select(files => Text(files.Key, files.ToDictionary(file => file.Parts[1], file => file.Bytes)))
                .OrderBy(text => Purposes.All.IndexOf(text.Purpose)).ThenByDescending(text => text.Version, StringComparer.Ordinal),
        ];
    }

    private static ConsentText Text(string name, Dictionary<string, byte[]> languages)
    {
        var dash = name.IndexOf('-', StringComparison.Ordinal);
        return new(name[..dash], name[(dash + 1)..], Utf8(languages["zh"]), Utf8(languages["en"]), Convert.ToHexStringLower(SHA256.HashData(languages["zh"])));
    }

    private static string Utf8(byte[] bytes) => System.Text.Encoding.UTF8.GetString(bytes).Trim();

    private static byte[] Bytes(Assembly assembly, string name)
    {
        using var stream = assembly.GetManifestResourceStream(name)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}

/// <summary>A text of consent.</summary>
/// <param name="Purpose">matching, public_listing or contact_disclosure.</param>
/// <param name="Version">Such as 2026-01.</param>
/// <param name="Text">Chinese; this is what is agreed to.</param>
/// <param name="TextEnglish">What it says, in English.</param>
/// <param name="Digest">SHA-256 of the file of the Chinese text.</param>
public sealed record ConsentText(string Purpose, string Version, [property: Verbatim] string Text, string TextEnglish, string Digest);
