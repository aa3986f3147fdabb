using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Matchmaking.Contracts.Erasure;

namespace Matchmaking.TalentProfiles.Erasures;

/// <summary>What an erasure did, where. Its digest is of the text that <see cref="Text"/> makes: fields in this order, no white space between them, UTF-8.</summary>
/// <param name="Certificate">Names the form.</param>
/// <param name="ErasureId">Identity of the erasure.</param>
/// <param name="ExpertId">Identity that the expert had: all that is left.</param>
/// <param name="InstituteCode">The institute.</param>
/// <param name="ReasonCode">Why.</param>
/// <param name="Reference">File number of the request.</param>
/// <param name="RequestedAt">UTC.</param>
/// <param name="CompletedAt">When the last service had answered, UTC.</param>
/// <param name="Services">What each service erased, in the order of their names.</param>
/// <param name="Notes">What is kept, and what lies outside of the services.</param>
public sealed record ErasureCertificate(
    string Certificate, Guid ErasureId, Guid ExpertId, string InstituteCode, string ReasonCode, string? Reference, DateTime RequestedAt, DateTime CompletedAt,
    IReadOnlyList<ServiceErasure> Services, IReadOnlyList<ErasureNote> Notes)
{
    /// <summary>Name of the form.</summary>
    public const string Form = "matchmaking-erasure/1";

    /// <summary>Who must answer. A service that is added to the platform and holds anything of an expert is added here.</summary>
    public static readonly IReadOnlyList<string> Answering = ["identity", "insights", "match-review", "ranking", "talent-profiles", "technology-demands", "webhooks"];

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Services that have not answered yet, or that still hold something.</summary>
    public static IReadOnlyList<string> Missing(IReadOnlyList<ServiceErasure> answers) =>
        [.. Answering.Except(answers.Where(answer => answer.Remaining == 0).Select(answer => answer.Service))];

    /// <summary>The text whose digest is noted.</summary>
    public static string Text(ErasureCertificate certificate) => JsonSerializer.Serialize(certificate, Json);

    /// <summary>SHA-256 in hexadecimal digits.</summary>
    public static string DigestOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}

/// <summary>What one service erased.</summary>
/// <param name="Service">The service.</param>
/// <param name="ErasedAt">UTC.</param>
/// <param name="Items">Where, what was done, how many.</param>
/// <param name="Remaining">Rows of its database that named the expert afterwards, beside bare ids in the audit trail and in the list of who was erased.</param>
public sealed record ServiceErasure(string Service, DateTime ErasedAt, IReadOnlyList<ErasedItem> Items, long Remaining);

/// <summary>What a reader of the certificate must know.</summary>
/// <param name="Code">Stable code.</param>
/// <param name="Text">Chinese.</param>
/// <param name="TextEnglish">English.</param>
public sealed record ErasureNote(string Code, string Text, string TextEnglish);
