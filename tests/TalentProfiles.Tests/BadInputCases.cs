using System.Text.Json.Nodes;

namespace Matchmaking.TalentProfiles.Tests;

/// <summary>The bad requests of every endpoint.</summary>
internal static class BadInputCases
{
    private const string Json = "application/json";

    private static readonly string Nobody = Guid.Empty.ToString();

    public static readonly IReadOnlyList<BadInputCase> All =
    [
        .. JsonBody("RegisterInstitute", HttpMethod.Post, "/v1/institutes", Institute, "name", "kind", BadFields.Institute),
        .. JsonBody("ReviseInstitute", HttpMethod.Put, "/v1/institutes/{institute}", Institute, "introduction", "name", BadFields.Institute),
        Address("ReviseInstitute", HttpMethod.Put, "/v1/institutes/91330604YY00000000", "institute_not_found", Institute()),
        Address("GetInstitute", HttpMethod.Get, "/v1/institutes/91330604YY00000000", "institute_not_found"),
        Address("GetInstitute", HttpMethod.Get, "/v1/institutes/12100000400000624D", "institute_not_found"),
        .. Queries("ListInstitutes", "/v1/institutes", ("region", "3302", "unknown_region"), ("kind", "school", "unknown_institute_kind")),
        Query("ListInstitutes", "/v1/institutes?cursor=IlwwMDAwIg", "cursor:invalid_cursor"),
        Query("ListInstitutes", $"/v1/institutes?cursor={Cursor("\"a\\u0000\"")}", "cursor:invalid_cursor"),

        .. JsonBody("RegisterExpert", HttpMethod.Post, "/v1/experts", Expert, "title", "capacity", BadFields.Expert),
        .. JsonBody("ReviseExpert", HttpMethod.Put, "/v1/experts/{expert}", Expert, "text", "consent", BadFields.Expert),
        Address("ReviseExpert", HttpMethod.Put, $"/v1/experts/{Nobody}", "expert_not_found", Expert()),
        Address("GetExpert", HttpMethod.Get, $"/v1/experts/{Nobody}", "expert_not_found"),
        Address("GetExpert", HttpMethod.Get, "/v1/experts/zhou", "not_found"),
        .. Queries(
            "ListExperts", "/v1/experts", ("institute", "91330604YY00000000", "invalid_credit_code"), ("region", "330", "unknown_region"),
            ("field", "9", "unknown_field_code"), ("discipline", "43", "unknown_discipline"), ("status", "Active", "unknown_status")),
        Address("WithdrawExpert", HttpMethod.Post, $"/v1/experts/{Nobody}/withdraw", "expert_not_found"),

        .. JsonBody("AddAchievement", HttpMethod.Post, "/v1/experts/{expert}/achievements", Achievement, "role", "amountYuan", BadFields.Achievement),
        Address("AddAchievement", HttpMethod.Post, $"/v1/experts/{Nobody}/achievements", "expert_not_found", Achievement()),
        .. JsonBody("ReviseAchievement", HttpMethod.Put, "/v1/experts/{expert}/achievements/{achievement}", Achievement, "text", "date", BadFields.Achievement),
        Address("ReviseAchievement", HttpMethod.Put, $"/v1/experts/{{expert}}/achievements/{Nobody}", "achievement_not_found", Achievement()),
        Address("RemoveAchievement", HttpMethod.Delete, $"/v1/experts/{{expert}}/achievements/{Nobody}", "achievement_not_found"),
        Address("RemoveAchievement", HttpMethod.Delete, $"/v1/experts/{Nobody}/achievements/{{achievement}}", "expert_not_found"),

        .. Import(),
        // It takes nothing that could be wrong but the method.
        new("RepublishTalents", Wrong.Address, "with another method", HttpMethod.Put, "/v1/operations/republish-talents", null, null, 405, "method_not_allowed", null),
    ];

    private static JsonObject Institute() => ExpertBody.Institute("{institute}");

    private static JsonObject Expert() => ExpertBody.Sound("{institute}");

    private static JsonObject Achievement() => ExpertBody.Achievement();

    /// <summary>What may be wrong with any JSON body, and what may be wrong with this form.</summary>
    private static IEnumerable<BadInputCase> JsonBody(
        string endpoint, HttpMethod method, string address, Func<JsonObject> sound, string textField, string typedField, BadField[] fields)
    {
        BadInputCase Case(Wrong wrong, string title, string body, int status, string code, string? fault, string? type = Json) =>
            new(endpoint, wrong, title, method, address, body, type, status, code, fault);

        yield return Case(Wrong.Json, "cut off", "{", 400, "invalid_json", ":malformed");
        yield return Case(Wrong.Json, "not JSON", "name=x", 400, "invalid_json", ":malformed");
        yield return Case(Wrong.Json, "too deep", new string('[', 40), 400, "invalid_json", null);
        yield return Case(Wrong.Json, "half of a surrogate pair", $$"""{"{{textField}}": "\ud800"}""", 400, "invalid_json", $"{textField}:invalid_character");
        yield return Case(Wrong.Json, "empty", "", 400, "body_required", null);
        yield return Case(Wrong.MissingField, "null", "null", 400, "body_required", null);
        yield return Case(Wrong.Type, "a list", "[]", 400, "invalid_json", ":wrong_type");
        yield return Case(Wrong.Type, "a field of the wrong type", sound().With(typedField, new JsonArray()).ToJsonString(), 400, "invalid_json", $"{typedField}:wrong_type");
        yield return Case(Wrong.UnknownField, "an unknown field", sound().With("surplus", 1).ToJsonString(), 400, "invalid_json", "surplus:unknown_field");
        yield return Case(Wrong.Nul, "a NUL character", sound().With(textField, "a\0b").ToJsonString(), 400, "invalid_json", $"{textField}:invalid_character");
        yield return Case(Wrong.ContentType, "plain text", sound().ToJsonString(), 415, "unsupported_media_type", null, "text/plain");
        yield return Case(Wrong.ContentType, "a web form", "name=x", 415, "unsupported_media_type", null, "application/x-www-form-urlencoded");
        yield return Case(Wrong.ContentType, "no content type", sound().ToJsonString(), 415, "unsupported_media_type", null, null);
        yield return Case(Wrong.Oversized, "over 1 MiB", sound().ToJsonString() + new string(' ', 1024 * 1024), 413, "body_too_large", null);
        foreach (var field in fields)
        {
            var body = sound();
            field.Spoil(body);
            yield return Case(field.Wrong, field.Title, body.ToJsonString(), 400, "validation_failed", field.Fault);
        }
    }

    /// <summary>The same faults in the same words as for one expert; they come back as the verdict on the row.</summary>
    private static IEnumerable<BadInputCase> Import()
    {
        const string Address = "/v1/experts/import";
        foreach (var one in JsonBody("ImportExperts", HttpMethod.Post, Address, Expert, "text", "capacity", BadFields.Expert))
        {
            if (one.Wrong is Wrong.ContentType)
            {
                yield return one;
            }
            else if (one.Wrong is Wrong.Oversized)
            {
                yield return one with { Title = "a row over 256 KiB", ContentType = ImportFile.Ndjson, Status = 200, Code = null, Fault = "1::too_long" };
            }
            else if (one.Body!.Length > 0 && one.Fault is not null)
            {
                yield return one with { ContentType = ImportFile.Ndjson, Status = 200, Code = null, Fault = $"1:{one.Fault}" };
            }
        }

        yield return new("ImportExperts", Wrong.ContentType, "JSON", HttpMethod.Post, Address, "{}", Json, 415, "unsupported_media_type", null);
        yield return new("ImportExperts", Wrong.ContentType, "CSV in GBK", HttpMethod.Post, Address, ImportFile.Header, "text/csv; charset=gbk", 415, "unsupported_media_type", null);
        yield return new("ImportExperts", Wrong.UnknownField, "an unknown column", HttpMethod.Post, Address, $"{ImportFile.Header},age\n", ImportFile.Csv, 400, "validation_failed", "age:unknown_column");
        yield return new("ImportExperts", Wrong.Type, "a cell of the wrong type", HttpMethod.Post, Address, $"{ImportFile.Header}\n{ImportFile.Row("{institute}", capacity: "1.5")}", ImportFile.Csv, 200, null, "2:capacity:wrong_type");
        yield return new("ImportExperts", Wrong.CheckDigit, "a cell with a wrong check digit", HttpMethod.Post, Address, $"{ImportFile.Header}\n{ImportFile.Row("91330604YY00000000")}", ImportFile.Csv, 200, null, "2:instituteCreditCode:invalid_credit_code");
    }

    private static BadInputCase Address(string endpoint, HttpMethod method, string address, string code, JsonObject? body = null) =>
        new(endpoint, Wrong.Address, address, method, address, body?.ToJsonString(), body is null ? null : Json, 404, code, null);

    private static IEnumerable<BadInputCase> Queries(string endpoint, string path, params (string Name, string Value, string Code)[] filters)
    {
        foreach (var limit in new[] { "0", "-1", "101" })
        {
            yield return Query(endpoint, $"{path}?limit={limit}", "limit:out_of_range");
        }

        foreach (var limit in new[] { "ten", "99999999999" })
        {
            yield return Query(endpoint, $"{path}?limit={limit}", "limit:wrong_type") with { Code = "invalid_request" };
        }

        foreach (var cursor in new[] { "!", "bnVsbA", Cursor("{}") })
        {
            yield return Query(endpoint, $"{path}?cursor={cursor}", "cursor:invalid_cursor");
        }

        foreach (var (name, value, code) in filters)
        {
            yield return Query(endpoint, $"{path}?{name}={value}", $"{name}:{code}");
        }
    }

    private static BadInputCase Query(string endpoint, string address, string? fault) =>
        new(endpoint, Wrong.Query, address, HttpMethod.Get, address, null, null, 400, "validation_failed", fault);

    private static string Cursor(string json) => System.Buffers.Text.Base64Url.EncodeToString(System.Text.Encoding.UTF8.GetBytes(json));
}
