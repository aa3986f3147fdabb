using System.Text.Json.Nodes;
using Matchmaking.Harness;

namespace Matchmaking.TalentProfiles.Tests;

/// <summary>The bad requests of every endpoint. Addresses may name {institute}, {expert} and {achievement}.</summary>
internal static class BadInputCases
{
    private static readonly string Nobody = Guid.Empty.ToString();

    public static readonly IReadOnlyList<BadRequest> All =
    [
        .. JsonBody("POST", "/v1/institutes", Institute, "name", "kind", BadFields.Institute),
        .. JsonBody("PUT", "/v1/institutes/{institute}", Institute, "introduction", "name", BadFields.Institute),
        Address("PUT", "/v1/institutes/91330604YY00000000", "institute_not_found", Institute()),
        Address("GET", "/v1/institutes/91330604YY00000000", "institute_not_found"),
        Address("GET", "/v1/institutes/12100000400000624D", "institute_not_found"),
        .. Queries("/v1/institutes", ("region", "3302", "unknown_region"), ("kind", "school", "unknown_institute_kind")),
        Query("/v1/institutes?cursor=IlwwMDAwIg", "cursor:invalid_cursor"),
        Query($"/v1/institutes?cursor={Cursor("\"a\\u0000\"")}", "cursor:invalid_cursor"),

        .. JsonBody("POST", "/v1/experts", Expert, "title", "capacity", BadFields.Expert),
        .. JsonBody("PUT", "/v1/experts/{expert}", Expert, "text", "consent", BadFields.Expert),
        Address("PUT", $"/v1/experts/{Nobody}", "expert_not_found", Expert()),
        Address("GET", $"/v1/experts/{Nobody}", "expert_not_found"),
        Address("GET", "/v1/experts/zhou", "not_found"),
        .. Queries("/v1/experts", ("institute", "91330604YY00000000", "invalid_credit_code"), ("region", "330", "unknown_region"),
            ("field", "9", "unknown_field_code"), ("discipline", "43", "unknown_discipline"), ("status", "Active", "unknown_status"), ("textVersion", "1999-01", "unknown_text_version")),
        Address("POST", $"/v1/experts/{Nobody}/withdraw", "expert_not_found"),

        .. JsonBody("POST", "/v1/experts/{expert}/achievements", Achievement, "role", "amountYuan", BadFields.Achievement),
        Address("POST", $"/v1/experts/{Nobody}/achievements", "expert_not_found", Achievement()),
        .. JsonBody("PUT", "/v1/experts/{expert}/achievements/{achievement}", Achievement, "text", "date", BadFields.Achievement),
        Address("PUT", $"/v1/experts/{{expert}}/achievements/{Nobody}", "achievement_not_found", Achievement()),
        Address("DELETE", $"/v1/experts/{{expert}}/achievements/{Nobody}", "achievement_not_found"),
        Address("DELETE", $"/v1/experts/{Nobody}/achievements/{{achievement}}", "expert_not_found"),

        Address("GET", $"/v1/experts/{Nobody}/contact", "contact_not_found"),
        Address("DELETE", $"/v1/experts/{Nobody}/contact", "expert_not_found"),
        Address("DELETE", "/v1/experts/{expert}/contact", "contact_not_found"),
        Address("GET", $"/v1/experts/{Nobody}/contact/disclosures", "expert_not_found"),
        .. Queries("/v1/experts/{expert}/contact/disclosures"),

        .. Import(),
        .. new[] { ("institute", "91330604YY00000000", "invalid_credit_code"), ("region", "330", "unknown_region"), ("field", "9", "unknown_field_code"), ("discipline", "43", "unknown_discipline"),
            ("status", "Active", "unknown_status"), ("textVersion", "1999-01", "unknown_text_version"), ("format", "xls", "unknown_format"), ("headings", "fr", "unknown_headings") }
            .Select(f => Query($"/v1/experts/export?{f.Item1}={f.Item2}", $"{f.Item1}:{f.Item3}")),
        Query("/v1/experts/export?bom=perhaps", "bom:wrong_type") with { Code = "invalid_request" },
        Address("GET", $"/v1/experts/{Nobody}/jsonld", "expert_not_found"),
        new("another method", "PUT", "/v1/experts/template.xlsx", null, 405, "method_not_allowed"),
        Address("GET", $"/v1/experts/{Nobody}/personal-data", "expert_not_found"),
        .. JsonBody("POST", "/v1/experts/{expert}/consents", Consent, "textVersion", "givenAt", BadFields.Consent),
        Address("POST", $"/v1/experts/{Nobody}/consents", "expert_not_found", Consent()),
        Address("GET", $"/v1/experts/{Nobody}/consents", "expert_not_found"),
        Address("POST", $"/v1/experts/{Nobody}/consents/matching:withdraw", "expert_not_found"),
        new("a purpose that there is not", "POST", "/v1/experts/{expert}/consents/anything:withdraw", null, 409, "consent_not_given"),
        .. JsonBody("POST", "/v1/experts/{expert}:erase", Erasure, "reference", "reasonCode", BadFields.Erasure),
        Address("POST", $"/v1/experts/{Nobody}:erase", "expert_not_found", Erasure()),
        Address("GET", $"/v1/erasures/{Nobody}", "erasure_not_found"),
        new("another method", "PUT", "/v1/consent-texts", null, 405, "method_not_allowed"),
        new("another method", "PUT", "/v1/operations/republish-erasures", null, 405, "method_not_allowed"),
        // It takes nothing that could be wrong but the method.
        new("another method", "PUT", "/v1/operations/republish-talents", null, 405, "method_not_allowed"),
        .. Instruments.BadInstrumentInput.All,
    ];

    private static JsonObject Institute() => ExpertBody.Institute("{institute}");

    private static JsonObject Expert() => ExpertBody.Sound("{institute}");

    private static JsonObject Consent() => new() { ["purpose"] = "matching", ["textVersion"] = "2026-01", ["givenAt"] = "2026-01-05T00:00:00Z" };

    private static JsonObject Erasure() => new() { ["reasonCode"] = "person_request", ["reference"] = "2026-17" };

    private static JsonObject Achievement() => ExpertBody.Achievement();

    /// <summary>What may be wrong with any JSON body, and what may be wrong with this form.</summary>
    private static IEnumerable<BadRequest> JsonBody(string method, string path, Func<JsonObject> sound, string text, string typed, BadField[] fields) =>
        BadRequest.OfAnyBody(method, path, sound(), text, typed).Concat(fields.Select(field =>
        {
            var body = sound();
            field.Spoil(body);
            return new BadRequest(field.Title, method, path, body.ToJsonString(), 400, "validation_failed", field.Fault) { Kind = field.Wrong };
        }));

    /// <summary>The same faults in the same words as for one expert; they come back as the verdict on the row.</summary>
    private static IEnumerable<BadRequest> Import()
    {
        const string Path = "/v1/experts/import";
        foreach (var one in JsonBody("POST", Path, Expert, "text", "capacity", BadFields.Expert))
        {
            if (one.Kind is Wrong.ContentType)
            {
                yield return one;
            }
            else if (one.Kind is Wrong.Oversized)
            {
                yield return Verdict(one with { Why = $"a row of {one.Why}" }, "1::too_long");
            }
            else if (one.Body!.Length > 0 && one.Fault is not null)
            {
                yield return Verdict(one, $"1:{one.Fault}");
            }
        }

        yield return new("JSON", "POST", Path, "{}", 415, "unsupported_media_type");
        yield return new("a sheet of no workbook", "POST", Path + "?sheet=名单", "PK", 400, "xlsx_invalid", null, ImportFile.Xlsx);
        yield return new("CSV in GBK", "POST", Path, ImportFile.Header, 415, "unsupported_media_type", null, "text/csv; charset=gbk");
        yield return new("an unknown column", "POST", Path, $"{ImportFile.Header},age\n", 400, "validation_failed", "age:unknown_column", ImportFile.Csv);
        yield return Verdict(new("a cell of the wrong type", "POST", Path, $"{ImportFile.Header}\n{ImportFile.Row("{institute}", capacity: "1.5")}", 200, null), "2:capacity:wrong_type", ImportFile.Csv);
        yield return Verdict(new("a cell with a wrong check digit", "POST", Path, $"{ImportFile.Header}\n{ImportFile.Row("91330604YY00000000")}", 200, null), "2:instituteCreditCode:invalid_credit_code", ImportFile.Csv);
    }

    private static BadRequest Verdict(BadRequest bad, string fault, string type = ImportFile.Ndjson) =>
        bad with { ContentType = type, Status = 200, Code = null, Fault = fault, Verdicts = ImportFile.Verdicts };

    internal static BadRequest Address(string method, string address, string code, JsonObject? body = null) => new("nobody's", method, address, body?.ToJsonString(), 404, code);

    internal static IEnumerable<BadRequest> Queries(string path, params (string Name, string Value, string Code)[] filters) =>
    [
        .. new[] { "0", "-1", "101" }.Select(limit => Query($"{path}?limit={limit}", "limit:out_of_range")),
        .. new[] { "ten", "99999999999" }.Select(limit => Query($"{path}?limit={limit}", "limit:wrong_type") with { Code = "invalid_request" }),
        .. new[] { "!", "bnVsbA", Cursor("{}") }.Select(cursor => Query($"{path}?cursor={cursor}", "cursor:invalid_cursor")),
        .. new[] { "nonsense", "--createdAt", "createdAt;drop table expert" }.Select(sort => Query($"{path}?sort={Uri.EscapeDataString(sort)}", "sort:unknown_sort")),
        .. filters.Select(f => Query($"{path}?{f.Name}={f.Value}", $"{f.Name}:{f.Code}")),
    ];

    internal static BadRequest Query(string address, string fault) => new(fault, "GET", address, null, 400, "validation_failed", fault);

    private static string Cursor(string json) => System.Buffers.Text.Base64Url.EncodeToString(System.Text.Encoding.UTF8.GetBytes(json));
}
