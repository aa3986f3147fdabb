using System.Text.Json.Nodes;
using Matchmaking.Harness;

namespace Matchmaking.TalentProfiles.Tests;

/// <summary>One wrong field of a form.</summary>
internal sealed record BadField(Wrong Wrong, string Title, Action<JsonObject> Spoil, string Fault);

/// <summary>Every way to spoil a form that its rules name.</summary>
internal static class BadFields
{
    private const string CreditCodeBad = "91330604YY00000000";

    public static readonly BadField[] Institute =
    [
        Missing("name"), Missing("creditCode"), Missing("regionCode"), Missing("kind"), Blank("name"),
        Set(Wrong.TooLong, "name", Long(101), "too_long"), Set(Wrong.OutOfRange, "name", "大", "too_short"),
        Set(Wrong.TooLong, "introduction", Long(5_001), "too_long"),
        Set(Wrong.CheckDigit, "creditCode", CreditCodeBad, "invalid_credit_code"),
        Set(Wrong.CheckDigit, "creditCode", "124403004558588048", "invalid_credit_code"),
        Set(Wrong.CheckDigit, "creditCode", "91110108717809965C", "invalid_credit_code"),
        Set(Wrong.UnknownCode, "regionCode", "990000", "unknown_region"), Set(Wrong.UnknownCode, "regionCode", "3202", "unknown_region"),
        Set(Wrong.UnknownCode, "kind", "University", "unknown_institute_kind"),
    ];

    public static readonly BadField[] Consent =
    [
        Missing("purpose"), Missing("textVersion"), Set(Wrong.UnknownCode, "purpose", "everything", "unknown_purpose"), Set(Wrong.UnknownCode, "textVersion", "1999-01", "unknown_text_version"),
        Set(Wrong.TooLong, "textVersion", Long(21), "too_long"), Set(Wrong.OutOfRange, "givenAt", "2999-01-01T00:00:00Z", "out_of_range"),
    ];

    public static readonly BadField[] Erasure =
    [
        Missing("reasonCode"), Set(Wrong.UnknownCode, "reasonCode", "because", "unknown_reason_code"), Set(Wrong.TooLong, "reference", Long(61), "too_long"),
        Set(Wrong.OutOfRange, "reference", "周衡", "malformed"),
    ];

    public static readonly BadField[] Expert =
    [
        Missing("name"), Missing("instituteCreditCode"), Missing("text"), Missing("serviceModes"), Missing("regionsServed"), Missing("capacity"), Missing("consent"), Set(Wrong.UnknownCode, "consentTextVersion", "1999-01", "unknown_text_version"),
        Blank("name"), Blank("text"),
        Set(Wrong.TooLong, "name", Long(61), "too_long"), Set(Wrong.TooLong, "title", Long(41), "too_long"), Set(Wrong.TooLong, "text", Long(20_001), "too_long"),
        Set(Wrong.CheckDigit, "instituteCreditCode", CreditCodeBad, "invalid_credit_code"),
        Set(Wrong.CheckDigit, "orcid", "0000-0002-1825-0098", "invalid_orcid"), Set(Wrong.CheckDigit, "orcid", "https://orcid.org/0000-0002-1825-0097", "invalid_orcid"),
        new(Wrong.MissingField, "contact without a name", body => body["contact"] = new JsonObject { ["phone"] = "1" }, "contact.name:required"),
        new(Wrong.OutOfRange, "contact with a wrong phone", body => body["contact"] = new JsonObject { ["name"] = "甲", ["phone"] = "call me" }, "contact.phone:invalid_phone"),
        new(Wrong.OutOfRange, "contact with a wrong e-mail", body => body["contact"] = new JsonObject { ["name"] = "甲", ["email"] = "nowhere" }, "contact.email:invalid_email"),
        Set(Wrong.UnknownCode, "degree", "postdoc", "unknown_degree"),
        List(Wrong.UnknownCode, "disciplines", "unknown_discipline", 1, "430", "999"), List(Wrong.TooLong, "disciplines", "too_many", null, "110", "120", "130", "140"),
        List(Wrong.UnknownCode, "fields", "unknown_field_code", 0, "90"), List(Wrong.TooLong, "fields", "too_many", null, "101", "102", "103", "104"),
        List(Wrong.UnknownCode, "serviceModes", "unknown_service_mode", 0, "equity_investment"), List(Wrong.MissingField, "serviceModes", "required", null),
        List(Wrong.UnknownCode, "regionsServed", "unknown_region", 1, "330604", "000000"), List(Wrong.MissingField, "regionsServed", "required", null),
        List(Wrong.OutOfRange, "regionsServed", "repeated", null, "330604", "330604"),
        List(Wrong.TooLong, "regionsServed", "too_many", null, [.. Enumerable.Range(330_001, 51).Select(n => $"{n}")]),
        List(Wrong.TooLong, "researchDirections", "wrong_length", 0, new string('长', 101)), List(Wrong.MissingField, "researchDirections", "wrong_length", 0, " "),
        List(Wrong.TooLong, "researchDirections", "too_many", null, [.. Enumerable.Range(0, 21).Select(n => $"方向{n}")]),
        Set(Wrong.OutOfRange, "capacity", -1, "out_of_range"), Set(Wrong.OutOfRange, "capacity", 101, "out_of_range"),
        new BadField(Wrong.MissingField, "null in a list", e => e["fields"] = new JsonArray((JsonNode?)null), "fields[0]:unknown_field_code"),
        new BadField(Wrong.MissingField, "null for an achievement", e => e["achievements"] = new JsonArray((JsonNode?)null), "achievements[0]:required"),
        new BadField(Wrong.UnknownCode, "an achievement of an unknown kind", e => e["achievements"] = new JsonArray(ExpertBody.Achievement().With("kind", "book")), "achievements[0].kind:unknown_achievement_kind"),
        new BadField(Wrong.TooLong, "501 achievements", e => e["achievements"] = new JsonArray([.. Enumerable.Range(0, 501).Select(_ => new JsonObject())]), "achievements:too_many"),
    ];

    public static readonly BadField[] Achievement =
    [
        Missing("kind"), Missing("title"), Blank("title"),
        Set(Wrong.TooLong, "title", Long(301), "too_long"), Set(Wrong.TooLong, "role", Long(61), "too_long"), Set(Wrong.TooLong, "text", Long(10_001), "too_long"),
        Set(Wrong.UnknownCode, "kind", "book", "unknown_achievement_kind"),
        Set(Wrong.OutOfRange, "date", "1949-12-31", "out_of_range"), Set(Wrong.OutOfRange, "date", $"{DateTime.UtcNow.AddDays(367):yyyy-MM-dd}", "out_of_range"),
        Set(Wrong.OutOfRange, "amountYuan", -0.01m, "out_of_range"), Set(Wrong.OutOfRange, "amountYuan", 1_000_000_000_000.01m, "out_of_range"),
    ];

    private static string Long(int length) => new('长', length);

    private static BadField Missing(string field) => new(Wrong.MissingField, $"{field} missing", body => body.Remove(field), $"{field}:required");

    private static BadField Blank(string field) => new(Wrong.MissingField, $"{field} blank", body => body[field] = "  ", $"{field}:required");

    private static BadField Set(Wrong wrong, string field, JsonNode value, string code) =>
        new(wrong, $"{field} {Short(value.ToJsonString())}", body => body[field] = value.DeepClone(), $"{field}:{code}");

    private static BadField List(Wrong wrong, string field, string code, int? at, params string[] entries) =>
        new(wrong, $"{field} of {entries.Length} {code} {Short(string.Concat(entries))}", body => body[field] = new JsonArray([.. entries.Select(e => JsonValue.Create(e))]), at is null ? $"{field}:{code}" : $"{field}[{at}]:{code}");

    private static string Short(string text) => text.Length > 40 ? $"of {text.Length}" : text;
}
