using Matchmaking.Harness;
using Matchmaking.TalentProfiles.Tests.Instruments;

namespace Matchmaking.TalentProfiles.Tests;

/// <summary>Who reaches what through which endpoint.</summary>
public sealed class AccessTests(ServiceUnderTest<Program> service) : IClassFixture<ServiceUnderTest<Program>>
{
    private static readonly string Institute = ExpertBody.Institute("{institute}").With("introduction", "{marker}").ToJsonString();
    private static readonly string Expert = ExpertBody.Sound("{institute}").With("text", "{marker}").ToJsonString();
    private static readonly string Achievement = ExpertBody.Achievement("{marker}").ToJsonString();

    private const string Reason = """{ "reasonCode": "person_request" }""";

    private static readonly AccessRow[] Rows =
    [
        // The institute stands already: who gets through is told so.
        new("RegisterInstitute", "POST", "/v1/institutes", Reach.None, Reach.Own, Reach.None, Reach.All, Institute) { Through = [409] },
        new("ReviseInstitute", "PUT", "/v1/institutes/{institute}", Reach.None, Reach.Own, Reach.None, Reach.All, Institute),
        new("GetInstitute", "GET", "/v1/institutes/{institute}", Reach.All, Reach.All, Reach.All, Reach.All),
        new("ListInstitutes", "GET", "/v1/institutes", Reach.All, Reach.All, Reach.All, Reach.All),
        new("RegisterExpert", "POST", "/v1/experts", Reach.None, Reach.Own, Reach.None, Reach.All, Expert),
        new("ImportExperts", "POST", "/v1/experts/import", Reach.None, Reach.Own, Reach.None, Reach.All, Expert) { ContentType = "application/x-ndjson" },
        // Of an expert who did not agree to be matched; who agreed is seen by everybody.
        new("GetExpert", "GET", "/v1/experts/{silent}", Reach.Hidden, Reach.Own, Reach.All, Reach.All),
        new("ListExperts", "GET", "/v1/experts?institute={institute}", Reach.Hidden, Reach.Own, Reach.All, Reach.All),
        new("ExportExperts", "GET", "/v1/experts/export?institute={institute}", Reach.Hidden, Reach.Own, Reach.All, Reach.All),
        new("GetExpertTemplate", "GET", "/v1/experts/template.xlsx", Reach.All, Reach.All, Reach.All, Reach.All),
        // Of an expert who agreed to be matched; who did not has none.
        new("GetExpertJsonLd", "GET", "/v1/experts/{expert}/jsonld", Reach.All, Reach.All, Reach.All, Reach.All),
        new("ReviseExpert", "PUT", "/v1/experts/{expert}", Reach.None, Reach.Own, Reach.None, Reach.All, Expert),
        new("WithdrawExpert", "POST", "/v1/experts/{expert}/withdraw", Reach.None, Reach.Own, Reach.None, Reach.All),
        new("AddAchievement", "POST", "/v1/experts/{expert}/achievements", Reach.None, Reach.Own, Reach.None, Reach.All, Achievement),
        new("ReviseAchievement", "PUT", "/v1/experts/{expert}/achievements/{achievement}", Reach.None, Reach.Own, Reach.None, Reach.All, Achievement),
        new("RemoveAchievement", "DELETE", "/v1/experts/{expert}/achievements/{achievement}", Reach.None, Reach.Own, Reach.None, Reach.All),
        new("GetProfilePersonalData", "GET", "/v1/experts/{silent}/personal-data", Reach.None, Reach.Own, Reach.None, Reach.All),
        new("ListConsentTexts", "GET", "/v1/consent-texts", Reach.All, Reach.All, Reach.All, Reach.All),
        new("ListConsents", "GET", "/v1/experts/{expert}/consents", Reach.None, Reach.Own, Reach.All, Reach.All) { Marker = "{expert}" },
        new("GiveConsent", "POST", "/v1/experts/{expert}/consents", Reach.None, Reach.Own, Reach.None, Reach.All, """{ "purpose": "public_listing", "textVersion": "2026-01" }"""),
        new("WithdrawConsent", "POST", "/v1/experts/{expert}/consents/matching:withdraw", Reach.None, Reach.Own, Reach.None, Reach.All),
        new("EraseExpert", "POST", "/v1/experts/{expert}:erase", Reach.None, Reach.Own, Reach.None, Reach.All, Reason),
        new("GetErasure", "GET", "/v1/erasures/{erasure}", Reach.None, Reach.Own, Reach.None, Reach.All) { Marker = "{erasure}" },
        new("RepublishErasures", "POST", "/v1/operations/republish-erasures", Reach.None, Reach.None, Reach.None, Reach.All),
        // To an enterprise once both sides of a match agreed, which is tried elsewhere.
        new("DiscloseExpertContact", "GET", "/v1/experts/{expert}/contact", Reach.Hidden, Reach.Own, Reach.None, Reach.All) { Marker = "{institute}" },
        new("ListExpertContactDisclosures", "GET", "/v1/experts/{expert}/contact/disclosures", Reach.None, Reach.Own, Reach.None, Reach.All) { Marker = "{disclosure}" },
        new("RemoveExpertContact", "DELETE", "/v1/experts/{expert}/contact", Reach.None, Reach.Own, Reach.None, Reach.All),
        new("RepublishTalents", "POST", "/v1/operations/republish-talents", Reach.None, Reach.None, Reach.None, Reach.All),
        .. InstrumentAccess.Rows,
        .. AuditRows.Of("talent-profiles"),
    ];

    [Fact]
    public async Task Every_role_reaches_what_it_may_through_every_endpoint_and_nothing_else()
    {
        var cells = await new AccessMatrix<Program>(service, Rows, World).Run();

        Assert.InRange(cells, Rows.Length * 9, int.MaxValue);
    }

    [Fact]
    public async Task Every_list_is_sorted_in_each_order_that_it_names() => Assert.InRange(await new SortedLists<Program>(service, Rows, World).Run(), 2, int.MaxValue);

    [Fact]
    public async Task The_database_itself_shows_and_changes_nothing_of_another_organisation()
    {
        var (own, other) = (await World(), await World());
        var requests = new RequestRole(service.Database);
        // One of each world is being erased, or is gone already.
        const string Theirs = "select from expert where institute_code = @other and withdrawn_at is null";

        await requests.IsBound();
        Assert.Equal(0, await requests.Count("select from expert union all select from institute union all select from achievement"));
        Assert.Equal(2, await requests.Count("select from expert where institute_code = @org and withdrawn_at is null", "institute", own["{institute}"]));
        // Who agreed to be matched is seen, with achievements; who did not is seen by nobody else.
        Assert.Equal(1, await requests.Count(Theirs, "institute", own["{institute}"], other["{institute}"]));
        Assert.Equal(1, await requests.Count(Theirs, "enterprise", CreditCodes.Next(), other["{institute}"]));
        Assert.Equal(2, await requests.Count(Theirs, "reviewer", "", other["{institute}"]));
        Assert.Equal(1, await requests.Count("select from achievement a join expert e using (expert_id) where e.institute_code = @other", "institute", own["{institute}"], other["{institute}"]));
        Assert.Equal(0, await requests.Count("select from expert_contact union all select from contact_grant union all select from contact_disclosure"));
        Assert.Equal(1, await requests.Count("select from expert_contact where institute_code = @org", "institute", own["{institute}"]));
        Assert.Equal(1, await requests.Count("select from expert_contact where institute_code = @other", "reviewer", "", other["{institute}"]));
        foreach (var role in (string[])["institute", "enterprise"])
        {
            // The expert is seen, the contact is not.
            Assert.Equal(0, await requests.Count("select from expert_contact where institute_code = @other", role, own["{institute}"], other["{institute}"]));
            Assert.Equal(0, await requests.Count("select from contact_disclosure join expert using (expert_id) where institute_code = @other", role, own["{institute}"], other["{institute}"]));
        }

        foreach (var change in (string[])["update expert set name = 'x' where institute_code = @other", "update institute set name = 'x' where credit_code = @other",
            "delete from expert_contact c using expert e where e.expert_id = c.expert_id and e.institute_code = @other",
            "delete from achievement a using expert e where e.expert_id = a.expert_id and e.institute_code = @other"])
        {
            Assert.Equal(0, await requests.Change(change, "institute", own["{institute}"], other["{institute}"]));
            Assert.NotEqual(0, await requests.Change(change, "institute", other["{institute}"], other["{institute}"]));
        }
    }

    [Fact]
    public async Task The_database_itself_shows_bookings_to_both_sides_and_lets_nobody_change_them()
    {
        var (own, other) = (await World(), await World());
        var requests = new RequestRole(service.Database);
        const string Theirs = "select from instrument_booking where owner_code = @other";
        Assert.Equal(0, await requests.Count("select from instrument union all select from instrument_booking union all select from booking_step union all select from organisation_seat"));
        Assert.Equal(1, await requests.Count(Theirs, "enterprise", other["{enterprise}"], other["{enterprise}"]));
        Assert.Equal(1, await requests.Count(Theirs, "institute", other["{institute}"], other["{enterprise}"]));
        Assert.Equal(1, await requests.Count(Theirs, "reviewer", "", other["{enterprise}"], "3306"));
        Assert.Equal(0, await requests.Count(Theirs, "reviewer", "", other["{enterprise}"], "54"));
        Assert.Equal(0, await requests.Count(Theirs, "enterprise", own["{enterprise}"], other["{enterprise}"]));
        Assert.Equal(0, await requests.Count("select from booking_step s join instrument_booking b using (booking_id) where b.owner_code = @other", "enterprise", own["{enterprise}"], other["{enterprise}"]));
        foreach (var change in (string[])["update instrument set name = 'x' where owner_code = @other", "update instrument_outage set during = during where owner_code = @other"])
        {
            Assert.Equal(0, await requests.Change(change, "enterprise", own["{enterprise}"], other["{enterprise}"]));
        }

        Assert.Equal(1, await requests.Change("update instrument set name = 'x' where owner_code = @other", "enterprise", other["{enterprise}"], other["{enterprise}"]));
        foreach (var change in (string[])["update instrument_booking set state = 'used'", "delete from booking_step", "update instrument_hours set opening = '[]'"])
        {
            var refused = await Assert.ThrowsAsync<Npgsql.PostgresException>(() => requests.Change(change, "operator"));
            Assert.Equal(Npgsql.PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
        }
    }

    private async Task<Dictionary<string, string>> World()
    {
        var marker = $"记号{Guid.NewGuid():N}";
        var institute = await service.RegisterInstitute();
        var expert = await service.RegisterExpert(ExpertBody.Sound(institute)
            .With("achievements", new System.Text.Json.Nodes.JsonArray(ExpertBody.Achievement())).With("contact", new System.Text.Json.Nodes.JsonObject { ["name"] = "秘书（虚构）" }));
        (await service.Http.GetAsync($"/v1/experts/{expert["id"]}/contact")).EnsureSuccessStatusCode();
        var silent = await service.RegisterExpert(ExpertBody.Sound(institute).With("name", marker).With("consent", false));
        var erased = await service.RegisterExpert(ExpertBody.Sound(institute));
        using var erasure = await service.Send(HttpMethod.Post, $"/v1/experts/{erased["id"]}:erase", Reason);
        var enterprise = CreditCodes.Next();
        var (instrument, booking) = await service.Shared(enterprise, institute, marker);
        return new()
        {
            ["{enterprise}"] = enterprise,
            ["{instrument}"] = instrument,
            ["{booking}"] = booking,
            ["{institute}"] = institute,
            ["{expert}"] = (string)expert["id"]!,
            ["{disclosure}"] = await service.Database.Scalar<string>("select disclosure_id::text from contact_disclosure where expert_id = @id", new { id = (Guid)expert["id"]! }),
            ["{achievement}"] = (string)expert["achievements"]![0]!["id"]!,
            ["{silent}"] = (string)silent["id"]!,
            ["{erasure}"] = erasure.Headers.Location!.OriginalString.Split('/')[^1],
            ["{marker}"] = marker,
        };
    }
}
