using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Matchmaking.EndToEnd.Tests.Fuzz;

/// <summary>Makes requests out of operations: half of them as the document asks, half broken in one place or another. The same seed makes the same ones.</summary>
/// <param name="random">Where chance comes from.</param>
/// <param name="known">Ids and credit codes of things that exist, by whatever name an address gives them.</param>
internal sealed partial class RequestMaker(Random random, IReadOnlyList<string> known)
{
    private const int Deepest = 6;

    private static readonly string[] Types =
        ["text/plain", "application/xml", "text/csv", "application/x-ndjson", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "application/json; charset=utf-16", "multipart/form-data; boundary=x", "application/x-www-form-urlencoded"];

    private static readonly JsonSerializerOptions AsWritten = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // Whether the address of the request at hand is as the document asks: one hostile value among eight filters makes all of them bad.
    private bool isSound;

    /// <summary>One request, and how it can be told.</summary>
    public (HttpRequestMessage Request, string Story) Make(FuzzOperation operation)
    {
        isSound = Chance(0.5);
        var path = FillIn().Replace(operation.Path, match => Uri.EscapeDataString(PathValue(match.Value)));
        var query = operation.Parameters.Where(p => p.In == "query" && Chance(p.Name is "period" or "from" ? 0.9 : isSound ? 0.25 : 0.5))
            .Select(p => $"{p.Name}={Uri.EscapeDataString(QueryValue(operation, p.Name, p.Schema))}").ToList();
        if (Chance(isSound ? 0.02 : 0.18))
        {
            query.Add($"{Pick(["limit", "cursor", "sort", "status", "region", "unknown"])}={Uri.EscapeDataString(Pick(HostileValues.Texts))}");
        }

        // An address that no gateway should understand otherwise than the service behind it.
        var address = path + (query.Count == 0 ? "" : $"?{string.Join('&', query)}") + (Chance(0.01) ? Pick(["%00", "/..;/", "//", "/%2e%2e/", "%ff"]) : "");
        var request = new HttpRequestMessage(new HttpMethod(Chance(0.02) ? Pick(["PATCH", "DELETE", "PUT", "OPTIONS", "TRACE", "PROPFIND"]) : operation.Method), new Uri(address, UriKind.Relative));
        AddHeaders(operation, request);
        var body = "";
        if (operation.Body is { } asked)
        {
            body = BodyText(operation, asked.Schema);
            request.Content = new ByteArrayContent(Chance(0.01) ? [.. Encoding.UTF8.GetBytes(body), 0xC3, 0x28] : Encoding.UTF8.GetBytes(body));
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(Chance(0.05) ? Pick(Types) : asked.Type.Contains('*', StringComparison.Ordinal) ? "application/json" : asked.Type);
        }

        return (request, $"{request.Method} {address} {(body.Length > 2000 ? body[..2000] + "…" : body)}");
    }

    private void AddHeaders(FuzzOperation operation, HttpRequestMessage request)
    {
        foreach (var (name, _, _) in operation.Parameters.Where(p => p.In == "header" && Chance(0.6)))
        {
            request.Headers.TryAddWithoutValidation(name, name == "If-Match" && Chance(0.7) ? Pick(["*", "\"1\"", "\"2\""]) : Ascii(Chance(0.5) ? $"key-{random.Next(200)}" : Pick(HostileValues.Texts)));
        }

        if (Chance(0.1))
        {
            request.Headers.TryAddWithoutValidation(
                Pick(["Accept", "Accept-Language", "X-Request-Id", "traceparent", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Prefix", "X-Original-URL", "X-HTTP-Method-Override", "Range", "If-None-Match", "Cookie", "Origin"]),
                Ascii(Pick(HostileValues.Texts)));
        }
    }

    // Of what exists, mostly what may stand there: an id, a credit code, or the code of an indicator.
    private string PathValue(string place) => Chance(isSound ? 0.95 : 0.3) && place == "{code}" ? Pick(["visits", "needs", "matching"])
        : Chance(isSound ? 0.95 : 0.3) && known.Where(one => Guid.TryParse(one, out _) != place.Contains("code", StringComparison.OrdinalIgnoreCase)).ToArray() is { Length: > 0 } fitting ? Pick(fitting)
        : Chance(0.4) ? Pick(known) : Chance(0.5) ? Guid.CreateVersion7().ToString() : Pick(HostileValues.Texts) is { Length: > 0 } hostile ? hostile : "x";

    private string QueryValue(FuzzOperation operation, string name, JsonNode schema) => !isSound && Chance(0.6) ? Pick(HostileValues.Texts) : !isSound && Chance(0.2) ? Pick(known)
        : Chance(0.9) && Asked(name, schema) is { } asked ? asked : Value(operation, schema, 0) switch
        {
            JsonValue value when value.TryGetValue<string>(out var text) => text,
            null => "",
            var other => other.ToJsonString(AsWritten),
        };

    private string? Asked(string name, JsonNode schema) => schema["format"] is not null ? null : name switch
    {
        "period" or "from" => "2026-07",
        "to" => "2026-08",
        "region" => Pick(["440000", "330604"]),
        _ => null,
    };

    private string BodyText(FuzzOperation operation, JsonNode schema)
    {
        if (Chance(0.08))
        {
            return Pick(HostileValues.Bodies);
        }

        var body = Value(operation, schema, 0);
        if (body is JsonObject fields && Chance(0.5))
        {
            Break(fields);
        }

        var text = body?.ToJsonString(AsWritten) ?? "null";
        return Chance(0.02) ? text[..random.Next(text.Length + 1)] : text;
    }

    private void Break(JsonObject fields)
    {
        var names = fields.Select(field => field.Key).ToArray();
        switch (random.Next(6))
        {
            case 0 when names.Length > 0:
                fields.Remove(Pick(names));
                break;
            case 1 when names.Length > 0:
                fields[Pick(names)] = Pick(HostileValues.Texts);
                break;
            case 2 when names.Length > 0:
                fields[Pick(names)] = Chance(0.5) ? new JsonArray(new JsonObject { ["a"] = 1 }) : random.Next() * 1e290;
                break;
            case 3 when names.Length > 0:
                fields[Pick(names)] = null;
                break;
            case 4 when names.Select(name => fields[name]).OfType<JsonObject>().FirstOrDefault() is { } inner:
                Break(inner);
                break;
            default:
                var (assigned, value) = HostileValues.Assigned[random.Next(HostileValues.Assigned.Length)];
                fields[assigned] = value.DeepClone();
                break;
        }
    }

    // A value as the schema asks; a field that may be left out is, one time in four.
    private JsonNode? Value(FuzzOperation operation, JsonNode schema, int depth)
    {
        schema = operation.Resolve(schema);
        if (schema["enum"] is JsonArray { Count: > 0 } choices)
        {
            return choices[random.Next(choices.Count)]?.DeepClone();
        }

        var type = schema["type"] is JsonArray types ? (string?)types.FirstOrDefault(one => (string?)one != "null") : (string?)schema["type"];
        return type switch
        {
            "object" when depth < Deepest => Object(operation, schema, depth),
            "array" when depth < Deepest => new JsonArray([.. Enumerable.Range(0, random.Next(3)).Select(_ => schema["items"] is { } item ? Value(operation, item, depth + 1) : 1)]),
            "integer" => random.Next(-1, 12),
            "number" => Math.Round(random.NextDouble() * 100, 2),
            "boolean" => Chance(0.5),
            _ => Text(schema),
        };
    }

    private JsonObject Object(FuzzOperation operation, JsonNode schema, int depth)
    {
        var made = new JsonObject();
        foreach (var (name, field) in schema["properties"]?.AsObject() ?? [])
        {
            if (Chance(0.75))
            {
                made[name] = Sensible(name) ?? Value(operation, field!, depth + 1);
            }
        }

        return made;
    }

    // Without values that mean something nearly every body would fail at its first rule.
    private JsonNode? Sensible(string name) => Chance(0.2) ? null : name switch
    {
        "regionCode" => "330604",
        "field" => "403",
        "industry" => "C17",
        "visibility" => Pick(["public", "targeted", "confidential"]),
        "unit" => "wan_yuan",
        "deadline" => "2099-06-30",
        "url" => "http://127.0.0.1:9/",
        "decision" => Pick(["accepted", "held", "rejected"]),
        "stage" => Pick(["visited", "agreement", "contract", "acceptance", "ended"]),
        "kind" => Pick(["enterprise", "institute", "university", "project", "patent"]),
        "cooperationModes" or "serviceModes" => new JsonArray("joint_development"),
        "reasonCodes" => new JsonArray("good_fit"),
        "events" => new JsonArray("matchmaking.list.ready"),
        "scopes" => new JsonArray("demands:read"),
        _ when name.EndsWith("CreditCode", StringComparison.Ordinal) || name.EndsWith("Id", StringComparison.Ordinal) || name == "creditCode" => Pick(known),
        _ => null,
    };

    private string Text(JsonNode schema) => (string?)schema["format"] switch
    {
        "uuid" => Pick(known),
        "date" => "2027-03-01",
        "date-time" => DateTime.UtcNow.AddMinutes(random.Next(-100, 100)).ToString("O", CultureInfo.InvariantCulture),
        "uri" => "http://127.0.0.1:9/",
        _ => Chance(0.2) ? Pick(HostileValues.Texts) : Pick(["轧光机车速提高后布面出现极光", "hydrogen bottle liner buckling", "技术部", "403", "330604", "a"]),
    };

    private bool Chance(double share) => random.NextDouble() < share;

    private T Pick<T>(IReadOnlyList<T> of) => of[random.Next(of.Count)];

    private static string Ascii(string text) => string.Concat(text.Where(c => c is > ' ' and < '\u007F').Take(300));

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex FillIn();
}
