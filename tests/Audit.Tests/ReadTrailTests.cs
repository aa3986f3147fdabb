extern alias demands;

using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Matchmaking.Harness;
using Npgsql;

namespace Matchmaking.Audit.Tests;

/// <summary>The trail over HTTP, as a service maps it.</summary>
public sealed class ReadTrailTests(ServiceUnderTest<demands::Program> service) : IClassFixture<ServiceUnderTest<demands::Program>>
{
    private const string Address = "/v1/audit/technology-demands";

    private static readonly BadRequest[] Bad =
    [
        new("an organisation that is none", "GET", $"{Address}?organisation=91330604YY0009990X", null, 400, "validation_failed", "organisation:invalid_credit_code"),
        new("an action that is none", "GET", $"{Address}?action=published", null, 400, "validation_failed", "action:malformed"),
        new("a subject that is none", "GET", $"{Address}?subject=a%20b", null, 400, "validation_failed", "subject:malformed"),
        new("a day that is none", "GET", $"{Address}?from=yesterday", null, 400, "invalid_request", "from:wrong_type"),
        new("another day that is none", "GET", $"{Address}?to=13", null, 400, "invalid_request", "to:wrong_type"),
        new("an end before the beginning", "GET", $"{Address}?from=2026-02-01&to=2026-01-01", null, 400, "validation_failed", "to:range_mismatch"),
        new("a limit of 0", "GET", $"{Address}?limit=0", null, 400, "validation_failed", "limit:out_of_range"),
        new("an unknown order", "GET", $"{Address}?sort=actor", null, 400, "validation_failed", "sort:unknown_sort"),
        new("an unknown order", "GET", $"{Address}/heads?sort=sequence", null, 400, "validation_failed", "sort:unknown_sort"),
        new("a forged cursor", "GET", $"{Address}?cursor=abc", null, 400, "validation_failed", "cursor:invalid_cursor"),
        new("a cursor of another list", "GET", $"{Address}?cursor=IjkxIg", null, 400, "validation_failed", "cursor:invalid_cursor"),
        new("an organisation that is none", "GET", $"{Address}/heads?organisation=x", null, 400, "validation_failed", "organisation:invalid_credit_code"),
        new("a limit of 101", "GET", $"{Address}/heads?limit=101", null, 400, "validation_failed", "limit:out_of_range"),
        new("a cursor of another list", "GET", $"{Address}/heads?cursor=NQ", null, 400, "validation_failed", "cursor:invalid_cursor"),
        new("another method", "DELETE", Address, null, 405, "method_not_allowed"),
    ];

    public static TheoryData<int, string> Cases => BadRequest.Numbered(Bad);

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Bad_input_is_refused_with_a_code(int number, string name)
    {
        Assert.Equal(Bad[number].ToString(), name);
        await Bad[number].IsRefused(service.Http);
    }

    [Fact]
    public async Task An_organisation_reads_its_own_trail_page_by_page_and_no_byte_of_another()
    {
        var (mine, other) = (CreditCodes.Next(), CreditCodes.Next());
        await Record([.. Enumerable.Range(1, 5).Select(i => Trail.Entry(mine, $"mine-{i}", i)), Trail.Entry(other, "theirs", 1)]);
        using var http = service.As("enterprise", mine);

        var first = await http.GetAsync($"{Address}?limit=3");
        var second = await http.GetAsync($"{Address}{first.Headers.GetValues("Link").Single().Split('<', '>')[1]}");

        Assert.Equal(["mine-5", "mine-4", "mine-3"], Subjects(await first.Json()));
        Assert.Equal(["mine-2", "mine-1"], Subjects(await second.Json()));
        Assert.Null((await second.Json())["next"]);
        var named = await http.GetAsync($"{Address}?organisation={other}");
        Assert.Equal((HttpStatusCode.Forbidden, "not_allowed"), (named.StatusCode, await named.ProblemCode()));
        Assert.Equal(HttpStatusCode.Forbidden, (await http.GetAsync($"{Address}/heads?organisation={other}")).StatusCode);
        Assert.DoesNotContain("theirs", await http.GetStringAsync($"{Address}?subject=theirs"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("enterprise", HttpStatusCode.OK)]
    [InlineData("institute", HttpStatusCode.OK)]
    [InlineData("operator", HttpStatusCode.OK)]
    [InlineData("reviewer", HttpStatusCode.Forbidden)]
    public async Task Who_may_read(string role, HttpStatusCode expected)
    {
        using var http = service.As(role, CreditCodes.Next());
        using var limited = service.As(role, CreditCodes.Next(), scopes: ["demands:read"]);
        using var nobody = service.With(null);

        foreach (var address in new[] { Address, $"{Address}/heads" })
        {
            Assert.Equal(expected, (await http.GetAsync(address)).StatusCode);
            Assert.Equal(HttpStatusCode.Forbidden, (await limited.GetAsync(address)).StatusCode);
            Assert.Equal(HttpStatusCode.Unauthorized, (await nobody.GetAsync(address)).StatusCode);
        }
    }

    [Fact]
    public async Task Entries_are_found_by_action_subject_and_time()
    {
        var organisation = CreditCodes.Next();
        await Record([Trail.Entry(organisation, "need-1", 1), Trail.Entry(organisation, "need-2", 1) with { Action = "demand.closed" }]);
        var later = Uri.EscapeDataString(DateTimeOffset.UtcNow.AddHours(1).ToString("O", CultureInfo.InvariantCulture));

        async Task<string[]> Found(string filter) => Subjects(await (await service.Http.GetAsync($"{Address}?organisation={organisation}&{filter}")).Json());
        Assert.Equal(["need-2"], await Found("action=demand.closed"));
        Assert.Equal(["need-1"], await Found("subject=need-1"));
        Assert.Equal(["need-2", "need-1"], await Found($"from=2026-01-01&to={later}"));
        Assert.Empty(await Found($"from={later}"));
        Assert.Empty(await Found("to=2020-01-01T00:00:00%2B08:00"));
    }

    [Fact]
    public async Task The_operator_pages_through_all_heads_and_an_organisation_gets_its_own()
    {
        string[] organisations = [CreditCodes.Next(), CreditCodes.Next(), CreditCodes.Next()];
        await Record([.. organisations.Select(o => Trail.Entry(o, "need", 1)), Trail.Entry(organisations[1], "need", 2)]);
        var found = new List<string>();
        for (string? query = "?limit=1"; query is not null;)
        {
            var page = await service.Http.GetAsync($"{Address}/heads{query}");
            found.AddRange((await page.Json())["items"]!.AsArray().Select(head => (string)head!["organisation"]!));
            query = page.Headers.TryGetValues("Link", out var link) ? link.Single().Split('<', '>')[1] : null;
        }

        Assert.Equal(await service.Database.Column<string>("select distinct organisation from audit_entry order by organisation"), found);
        using var http = service.As("institute", organisations[1]);
        var own = Assert.Single((await (await http.GetAsync($"{Address}/heads")).Json())["items"]!.AsArray())!;
        Assert.Equal((organisations[1], 2), ((string?)own["organisation"], (int)own["sequence"]!));
        Assert.Equal(await service.Database.Scalar<string>("select encode(hash, 'hex') from audit_entry where organisation = @o and sequence = 2", new { o = organisations[1] }), (string?)own["hash"]);
    }

    [Fact]
    public async Task A_reader_can_check_every_hash_by_the_answers_alone()
    {
        var organisation = CreditCodes.Next();
        await Record([Trail.Entry(organisation, "a+b<c>&'\"", 1), Trail.Entry(organisation, "plain", 2) with { Detail = null, Revision = null }, Trail.Entry(organisation, "third", 3)]);
        using var http = service.As("enterprise", organisation);

        var items = (await (await http.GetAsync(Address)).Json())["items"]!.AsArray().Reverse().ToArray();

        var previous = new string('0', 64);
        foreach (var item in items)
        {
            Assert.Equal(previous, (string?)item!["previousHash"]);
            if (item["detail"] is JsonObject detail)
            {
                var text = detail.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
                Assert.Equal((string?)item["detailHash"], Hex([.. Convert.FromHexString((string)item["detailSalt"]!), .. Encoding.UTF8.GetBytes(text)]));
            }

            previous = Hex(Written(item));
            Assert.Equal(previous, (string?)item["hash"]);
        }

        Assert.Equal(3, items.Length);
    }

    // By the description in services/README.md, not by the code of the service.
    private static byte[] Written(JsonNode item)
    {
        string? Text(string name) => (string?)item[name];
        byte[] Number(long value) => [.. BitConverter.GetBytes(value).Reverse()];
        byte[]? Utf8(string? text) => text is null ? null : Encoding.UTF8.GetBytes(text);
        byte[]? FromHex(string? hex) => hex is null ? null : Convert.FromHexString(hex);
        var at = DateTimeOffset.Parse(Text("at")!, CultureInfo.InvariantCulture);
        byte[]?[] fields =
        [
            Utf8("matchmaking-audit/1"), Utf8(Text("organisation")), Number((long)item["sequence"]!), FromHex(Text("previousHash")), Number((at - DateTimeOffset.UnixEpoch).Ticks / 10),
            Utf8(Text("actor")), Utf8(Text("actorOrganisation")), Utf8(Text("action")), Utf8(Text("subjectKind")), Utf8(Text("subjectId")),
            item["revision"] is { } revision ? Number((long)revision) : null, Utf8(Text("requestId")), FromHex(Text("detailHash")),
        ];
        return [.. fields.SelectMany(field => field is null ? [255, 255, 255, 255] : BitConverter.GetBytes(field.Length).Reverse().Concat(field))];
    }

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static string[] Subjects(JsonNode page) => [.. page["items"]!.AsArray().Select(item => (string)item!["subjectId"]!)];

    private async Task Record(AuditEntry[] entries)
    {
        await using var connection = new NpgsqlConnection(service.Database.As("worker"));
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        foreach (var entry in entries)
        {
            await AuditTrail.Record(transaction, entry, CancellationToken.None);
        }

        await transaction.CommitAsync();
        await Eventually.Get(() => service.Database.Scalar<long>("select count(*) from audit_unchained"), waiting => waiting == 0, "entries were not chained");
    }
}
