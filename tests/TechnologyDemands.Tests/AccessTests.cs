using System.Net.Http.Json;
using Matchmaking.Harness;
using Matchmaking.TechnologyDemands.Tests.Challenges;
using Matchmaking.TechnologyDemands.Tests.Verification;
using Npgsql;

namespace Matchmaking.TechnologyDemands.Tests;

/// <summary>The service with a level of verification in a region, on which reviewers and operators act.</summary>
public sealed class ServiceWithALevel : ServiceUnderTest<Program>
{
    /// <summary>The region.</summary>
    public const string Region = "370700";

    protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        [$"Verification:Regions:{Region}"] = "department",
        ["Verification:Levels:department:Roles"] = "reviewer,operator",
        ["Challenge:LeastBidding"] = "00:00:00",
    };
}

/// <summary>Who reaches what through which endpoint.</summary>
public sealed class AccessTests(ServiceWithALevel service) : IClassFixture<ServiceWithALevel>
{
    private const string Enterprise = """{ "name": "{marker}", "creditCode": "{enterprise}", "regionCode": "330604", "industry": "C17" }""";

    private static readonly string Demand = DemandBody.Sound("{enterprise}").With("title", "{marker}").ToJsonString();

    private static readonly AccessRow[] Rows =
    [
        // The enterprise stands already: who gets through is told so.
        new("RegisterEnterprise", "POST", "/v1/enterprises", Reach.Own, Reach.None, Reach.None, Reach.All, Enterprise) { Through = [409] },
        new("ReviseEnterprise", "PUT", "/v1/enterprises/{enterprise}", Reach.Own, Reach.None, Reach.None, Reach.All, Enterprise),
        new("GetEnterprise", "GET", "/v1/enterprises/{enterprise}", Reach.Own, Reach.None, Reach.All, Reach.All),
        new("ListEnterprises", "GET", "/v1/enterprises?limit=100", Reach.Own, Reach.None, Reach.All, Reach.All),
        new("PostDemand", "POST", "/v1/demands", Reach.Own, Reach.None, Reach.None, Reach.All, Demand),
        new("ReviseDemand", "PUT", "/v1/demands/{draft}", Reach.Own, Reach.None, Reach.None, Reach.All, Demand),
        new("PublishDemand", "POST", "/v1/demands/{draft}/publish", Reach.Own, Reach.None, Reach.None, Reach.All),
        new("CloseDemand", "POST", "/v1/demands/{open}/close", Reach.Own, Reach.None, Reach.None, Reach.All, """{ "reason": "solved" }"""),
        new("GetDemand", "GET", "/v1/demands/{draft}", Reach.Own, Reach.Hidden, Reach.All, Reach.All) { IsOfARegion = true },
        new("ListDemands", "GET", "/v1/demands?limit=100&status=draft", Reach.Own, Reach.Hidden, Reach.All, Reach.All) { IsOfARegion = true },
        new("ImportDemands", "POST", "/v1/demands/import", Reach.Own, Reach.None, Reach.None, Reach.All, Demand) { ContentType = "application/x-ndjson" },
        new("ExportDemands", "GET", "/v1/demands/export?status=draft", Reach.Own, Reach.Hidden, Reach.All, Reach.All) { IsOfARegion = true },
        new("GetDemandTemplate", "GET", "/v1/demands/template.xlsx", Reach.All, Reach.All, Reach.All, Reach.All),
        new("GetDemandJsonLd", "GET", "/v1/demands/{open}/jsonld", Reach.All, Reach.All, Reach.All, Reach.All),
        new("DiagnoseDemand", "POST", "/v1/demands:diagnose", Reach.All, Reach.None, Reach.All, Reach.All, """{ "title": "{marker}" }"""),
        new("GetDiagnosis", "GET", "/v1/demands/{draft}/diagnosis", Reach.Own, Reach.None, Reach.All, Reach.All) { IsOfARegion = true },
        // To an institute once both sides of a match agreed, which is tried elsewhere.
        new("DiscloseDemandContact", "GET", "/v1/demands/{open}/contact", Reach.Own, Reach.Hidden, Reach.None, Reach.All) { Marker = "{enterprise}" },
        new("ListDemandContactDisclosures", "GET", "/v1/demands/{open}/contact/disclosures", Reach.Own, Reach.None, Reach.None, Reach.All) { Marker = "{disclosure}" },
        new("RemoveDemandContact", "DELETE", "/v1/demands/{open}/contact", Reach.Own, Reach.None, Reach.None, Reach.All),
        new("PassVerification", "POST", "/v1/demands/{waiting}/verification:pass", Reach.None, Reach.None, Reach.All, Reach.All, """{ "level": "department" }""") { IsOfARegion = true },
        new("ReturnVerification", "POST", "/v1/demands/{waiting}/verification:return", Reach.None, Reach.None, Reach.All, Reach.All,
            """{ "level": "department", "returnTo": "filing", "reasonCodes": ["unclear"], "text": "{marker}" }""") { IsOfARegion = true },
        new("VetoVerification", "POST", "/v1/demands/{waiting}/verification:veto", Reach.None, Reach.None, Reach.All, Reach.All,
            """{ "level": "department", "reasonCodes": ["invented_need"], "text": "{marker}" }""") { IsOfARegion = true },
        new("LiftVeto", "POST", "/v1/demands/{vetoed}/verification:lift", Reach.None, Reach.None, Reach.All, Reach.All,
            """{ "level": "department", "reasonCodes": ["appeal_upheld"], "text": "{marker}" }""") { IsOfARegion = true },
        new("WithdrawSubmission", "POST", "/v1/demands/{waiting}/verification:withdraw", Reach.Own, Reach.None, Reach.None, Reach.All),
        new("GetVerification", "GET", "/v1/demands/{waiting}/verification", Reach.Own, Reach.None, Reach.All, Reach.All) { Marker = "{waiting}", IsOfARegion = true },
        new("ListVerifications", "GET", "/v1/verifications?limit=100", Reach.None, Reach.None, Reach.All, Reach.All) { IsOfARegion = true },
        new("CorrectFigure", "POST", "/v1/demands/{open}/corrections", Reach.None, Reach.None, Reach.All, Reach.All,
            """{ "level": "department", "figure": "budget", "valueBefore": 600000, "valueAfter": 1, "reasonCodes": ["look_back"], "text": "{marker}" }""") { IsOfARegion = true },
        new("GetFigures", "GET", "/v1/demands/{open}/figures", Reach.Own, Reach.None, Reach.All, Reach.All) { Marker = "{open}", IsOfARegion = true },
        new("SumFigures", "GET", "/v1/figures?region=330604", Reach.None, Reach.None, Reach.All, Reach.All),
        new("RepublishDemands", "POST", "/v1/operations/republish-demands", Reach.None, Reach.None, Reach.None, Reach.All),
        .. ChallengeAccess.Rows,
        .. AuditRows.Of("technology-demands"),
    ];

    [Fact]
    public async Task Every_role_reaches_what_it_may_through_every_endpoint_and_nothing_else()
    {
        var cells = await new AccessMatrix<Program>(service, Rows, WholeWorld).Run();

        Assert.InRange(cells, Rows.Length * 9, int.MaxValue);
    }

    [Fact]
    public async Task Every_list_is_sorted_in_each_order_that_it_names() => Assert.InRange(await new SortedLists<Program>(service, Rows, WholeWorld).Run(), 2, int.MaxValue);

    [Fact]
    public async Task The_database_itself_shows_and_changes_nothing_of_another_organisation()
    {
        var (own, other) = (await World(), await World());
        var requests = new RequestRole(service.Database);

        await requests.IsBound();
        Assert.Equal(0, await requests.Count("select from demand union all select from enterprise"));
        Assert.Equal(2, await requests.Count("select from demand where enterprise_code = @org", "enterprise", own["{enterprise}"]));
        // What is published for everybody is seen, the draft is not.
        Assert.Equal(1, await requests.Count("select from demand where enterprise_code = @other", "enterprise", own["{enterprise}"], other["{enterprise}"]));
        Assert.Equal(0, await requests.Count("select from enterprise where credit_code = @other", "enterprise", own["{enterprise}"], other["{enterprise}"]));
        Assert.Equal(0, await requests.Change("update demand set title = 'x' where enterprise_code = @other", "enterprise", own["{enterprise}"], other["{enterprise}"]));
        Assert.Equal(2, await requests.Change("update demand set updated_at = now() where enterprise_code = @org", "enterprise", own["{enterprise}"]));
        Assert.Equal(0, await requests.Count("select from demand_contact union all select from contact_grant union all select from contact_disclosure"));
        const string Contacts = "select from demand_contact where enterprise_code = @other";
        Assert.Equal(2, await requests.Count(Contacts, "enterprise", own["{enterprise}"], own["{enterprise}"]));
        Assert.Equal(2, await requests.Count(Contacts, "reviewer", "", other["{enterprise}"], regions: "3306"));
        Assert.Equal(0, await requests.Count(Contacts, "reviewer", "", other["{enterprise}"], regions: "54"));
        Assert.Equal(0, await requests.Count("select from contact_disclosure d join demand using (demand_id) where enterprise_code = @other", "enterprise", own["{enterprise}"], other["{enterprise}"]));
        foreach (var role in (string[])["enterprise", "institute"])
        {
            Assert.Equal(0, await requests.Count(Contacts, role, own["{enterprise}"], other["{enterprise}"]));
            Assert.Equal(0, await requests.Change("delete from demand_contact where demand_id in (select demand_id from demand where enterprise_code = @other)", role, own["{enterprise}"], other["{enterprise}"]));
        }

        Assert.Equal(0, await requests.Change("update demand set title = 'x'", "reviewer", own["{enterprise}"]));
        Assert.Equal(0, await requests.Count("select from demand where enterprise_code = @other", "reviewer", "", other["{enterprise}"], regions: "54"));
        Assert.Equal(2, await requests.Count("select from demand where enterprise_code = @other", "reviewer", "", other["{enterprise}"], regions: "54,3306"));

        // A contact of another's need, under its name or under the own.
        (await service.Http.DeleteAsync($"/v1/demands/{other["{open}"]}/contact")).EnsureSuccessStatusCode();
        foreach (var (whose, state) in ((string, string)[])[("@other", PostgresErrorCodes.InsufficientPrivilege), ("@org", PostgresErrorCodes.ForeignKeyViolation)])
        {
            var insert = $"insert into demand_contact (demand_id, enterprise_code, box, updated_at) select demand_id, {whose}, 'x', now() from demand where enterprise_code = @other";
            Assert.Equal(state, (await Assert.ThrowsAsync<PostgresException>(() => requests.Change(insert, "enterprise", own["{enterprise}"], other["{enterprise}"]))).SqlState);
        }
    }

    // With needs that are being verified, filed by the enterprise itself: whoever files does not verify.
    private async Task<Dictionary<string, string>> WholeWorld()
    {
        var world = await World();
        using var enterprise = service.As("enterprise", world["{enterprise}"]);
        async Task<string> Submit()
        {
            var body = DemandBody.Sound(world["{enterprise}"]).With("title", world["{marker}"]).With("regionCode", ServiceWithALevel.Region).With("publish", true);
            return (string)(await (await enterprise.PostAsJsonAsync("/v1/demands", body)).Json())["id"]!;
        }

        (world["{waiting}"], world["{vetoed}"]) = (await Submit(), await Submit());
        Assert.Equal("ok", await service.Http.Veto(Guid.Parse(world["{vetoed}"]), "department"));
        await ChallengeAccess.Add(service, enterprise, world);
        return world;
    }

    private async Task<Dictionary<string, string>> World()
    {
        var marker = $"记号{Guid.NewGuid():N}";
        var enterprise = await service.RegisterEnterprise(marker);
        async Task<string> Post(bool publish) => (string)(await (await service.Post(
            "/v1/demands", DemandBody.Sound(enterprise).With("title", marker).With("publish", publish))).Json())["id"]!;
        var open = await Post(true);
        (await service.Http.GetAsync($"/v1/demands/{open}/contact")).EnsureSuccessStatusCode();
        return new()
        {
            ["{disclosure}"] = await service.Database.Scalar<string>("select disclosure_id::text from contact_disclosure where demand_id = @open", new { open = Guid.Parse(open) }),
            ["{enterprise}"] = enterprise,
            ["{institute}"] = CreditCodes.Next(),
            ["{draft}"] = await Post(false),
            ["{open}"] = open,
            ["{marker}"] = marker,
        };
    }
}
