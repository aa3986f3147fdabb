using System.Net;
using System.Text.Json.Nodes;
using Dapper;
using Matchmaking.Contracts.MatchReview;
using Matchmaking.Harness;
using Matchmaking.TechnologyDemands.Contacts;
using Microsoft.Extensions.DependencyInjection;

namespace Matchmaking.TechnologyDemands.Tests;

/// <summary>Contacts are stored encrypted and disclosed to an institute only after both sides agreed; who reads them is written down.</summary>
public sealed class ContactTests(ServiceUnderTest<Program> service) : IClassFixture<ServiceUnderTest<Program>>
{
    private const string Phone = "13800000000";

    [Fact]
    public async Task The_enterprise_reads_its_contact_in_plain_a_bureau_masked_and_nobody_else_any()
    {
        var (id, enterprise) = await Posted();

        using (var own = service.As("enterprise", enterprise))
        {
            Assert.Equal(Phone, (string?)(await Contact(own, id))!["phone"]);
        }

        foreach (var role in (string[])["operator", "reviewer"])
        {
            using var bureau = service.As(role);
            var masked = (await Contact(bureau, id))!.AsObject();
            Assert.Equal(["name:王*", "phone:138****0000", "email:w***@mill.example", "wechat:w***", "position:***"], masked.Select(field => $"{field.Key}:{field.Value}"));
        }

        foreach (var role in (string[])["institute", "enterprise"])
        {
            using var other = service.As(role, CreditCodes.Next());
            Assert.Null(await Contact(other, id));
        }
    }

    [Fact]
    public async Task A_box_that_was_copied_to_another_demand_cannot_be_read()
    {
        var (from, _) = await Posted();
        var (to, enterprise) = await Posted();
        await Execute("update demand_contact set box = (select box from demand_contact where demand_id = @from) where demand_id = @to", new { from, to });

        using var own = service.As("enterprise", enterprise);
        Assert.Null(await Contact(own, to));
        Assert.Equal(HttpStatusCode.InternalServerError, (await own.GetAsync($"/v1/demands/{to}/contact")).StatusCode);
    }

    [Fact]
    public async Task Once_both_sides_agreed_the_institute_reads_it_and_the_enterprise_sees_that_it_did()
    {
        var (id, enterprise) = await Posted();
        var (institute, match) = (CreditCodes.Next(), Guid.NewGuid());
        using var reader = service.As("institute", institute);
        using var own = service.As("enterprise", enterprise);
        Assert.Equal("contact_not_found", await (await reader.GetAsync($"/v1/demands/{id}/contact")).ProblemCode());

        await Agree(match, id, enterprise, institute, true, 2);
        var answer = await reader.GetAsync($"/v1/demands/{id}/contact");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.True(answer.Headers.CacheControl!.NoStore);
        var read = await answer.Json();
        Assert.Equal((enterprise, Phone, $"{match}"), ((string)read["enterpriseCreditCode"]!, (string)read["contact"]!["phone"]!, (string)read["matchId"]!));
        var seen = Assert.Single((await (await own.GetAsync($"/v1/demands/{id}/contact/disclosures")).Json())["items"]!.AsArray())!;
        Assert.Equal((institute, $"institute-of-{institute}", $"{match}"), ((string)seen["organisation"]!, (string)seen["account"]!, (string)seen["matchId"]!));
        Assert.Equal(new[] { enterprise, institute }.Order(StringComparer.Ordinal), (await Audited(id)).Order(StringComparer.Ordinal));

        // Neither its own reading nor one that is refused is a disclosure.
        Assert.Equal(HttpStatusCode.OK, (await own.GetAsync($"/v1/demands/{id}/contact")).StatusCode);
        using var stranger = service.As("institute", CreditCodes.Next());
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync($"/v1/demands/{id}/contact")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync($"/v1/demands/{Guid.NewGuid()}/contact")).StatusCode);
        Assert.Single(await service.Database.Column<Guid>("select disclosure_id from contact_disclosure where demand_id = @id", new { id }));
    }

    [Fact]
    public async Task What_was_taken_back_is_closed_whatever_the_order_of_the_news()
    {
        var (id, enterprise) = await Posted();
        var (institute, match) = (CreditCodes.Next(), Guid.NewGuid());
        using var reader = service.As("institute", institute);
        await Agree(match, id, enterprise, institute, false, 3);
        await Agree(match, id, enterprise, institute, true, 2);
        Assert.Equal(HttpStatusCode.NotFound, (await reader.GetAsync($"/v1/demands/{id}/contact")).StatusCode);

        await Agree(match, id, enterprise, institute, true, 4);
        await Agree(match, id, enterprise, institute, true, 4);
        Assert.Equal(HttpStatusCode.OK, (await reader.GetAsync($"/v1/demands/{id}/contact")).StatusCode);
    }

    [Fact]
    public async Task A_closed_demand_still_discloses_and_one_that_turned_confidential_does_not()
    {
        var (id, enterprise) = await Posted(publish: true);
        var institute = CreditCodes.Next();
        using var reader = service.As("institute", institute);
        await Agree(Guid.NewGuid(), id, enterprise, institute, true, 2);
        (await service.Post($"/v1/demands/{id}/close", new { reason = "solved" })).EnsureSuccessStatusCode();
        Assert.Equal(HttpStatusCode.OK, (await reader.GetAsync($"/v1/demands/{id}/contact")).StatusCode);

        await Execute("update demand set visibility = 'confidential' where demand_id = @id", new { id });
        Assert.Equal(HttpStatusCode.NotFound, (await reader.GetAsync($"/v1/demands/{id}/contact")).StatusCode);
    }

    [Fact]
    public async Task An_operator_reads_it_and_that_is_written_down_too()
    {
        var (id, enterprise) = await Posted();
        Assert.Equal(HttpStatusCode.OK, (await service.Http.GetAsync($"/v1/demands/{id}/contact")).StatusCode);

        using var own = service.As("enterprise", enterprise);
        var seen = Assert.Single((await (await own.GetAsync($"/v1/demands/{id}/contact/disclosures")).Json())["items"]!.AsArray())!;
        Assert.Equal((ServiceUnderTest<Program>.Bureau, null), ((string)seen["organisation"]!, (string?)seen["matchId"]));
    }

    [Fact]
    public async Task A_form_without_a_contact_leaves_it_another_replaces_it_and_DELETE_erases_it()
    {
        var (id, enterprise) = await Posted();
        using var own = service.As("enterprise", enterprise);
        var sound = DemandBody.Sound(enterprise);
        sound.Remove("contact");
        Assert.Equal("138****0000", (string?)(await (await service.Put($"/v1/demands/{id}", sound)).Json())["contactOnFile"]!["phone"]);
        Assert.Equal(Phone, (string?)(await Contact(own, id))!["phone"]);
        (await service.Put($"/v1/demands/{id}", sound.With("contact", new JsonObject { ["name"] = "技术部", ["phone"] = "0575-00000000" }))).EnsureSuccessStatusCode();
        Assert.Equal("0575-00000000", (string?)(await Contact(own, id))!["phone"]);

        Assert.Equal(HttpStatusCode.NoContent, (await own.DeleteAsync($"/v1/demands/{id}/contact")).StatusCode);
        Assert.Null(await Contact(own, id));
        Assert.Equal("contact_not_found", await (await own.GetAsync($"/v1/demands/{id}/contact")).ProblemCode());
        Assert.Equal("contact_not_found", await (await own.DeleteAsync($"/v1/demands/{id}/contact")).ProblemCode());
    }

    [Fact]
    public async Task Contacts_from_before_they_were_encrypted_are_moved_once()
    {
        var (id, enterprise) = await Posted();
        var (kept, _) = await Posted();
        await Execute("delete from demand_contact where demand_id = @id", new { id });
        await Execute("""update demand set form = form || '{"contact": {"name": "旧联系人（虚构）", "phone": "0575-11110000", "email": null}}' where demand_id = any(@ids)""", new { ids = new[] { id, kept } });

        var move = ActivatorUtilities.CreateInstance<MoveContacts>(service.Services);
        await move.StartAsync(CancellationToken.None);
        await move.StartAsync(CancellationToken.None);

        using var own = service.As("enterprise", enterprise);
        Assert.Equal(("旧联系人（虚构）", "0575-11110000"), ((string?)(await Contact(own, id))!["name"], (string?)(await Contact(own, id))!["phone"]));
        // What was stored in a box since is newer.
        Assert.Equal("138****0000", (string?)(await Contact(service.Http, kept))!["phone"]);
        Assert.Empty(await service.Database.Holds("旧联系人", "0575-11110000"));
    }

    private async Task<(Guid Id, string Enterprise)> Posted(bool publish = false)
    {
        var enterprise = await service.RegisterEnterprise();
        var body = DemandBody.Sound(enterprise).With("publish", publish).With("contact", JsonNode.Parse(
            """{ "name": "王工（虚构）", "phone": "13800000000", "email": "wang@mill.example", "wechat": "wang_mill", "position": "总工程师" }"""));
        return ((Guid)(await (await service.Post("/v1/demands", body)).Json())["id"]!, enterprise);
    }

    private static async Task<JsonNode?> Contact(HttpClient http, Guid id)
    {
        var answer = await http.GetAsync($"/v1/demands/{id}");
        return answer.StatusCode == HttpStatusCode.NotFound ? null : (await answer.Json())["contactOnFile"];
    }

    private async Task Agree(Guid match, Guid demand, string enterprise, string institute, bool agreed, long revision)
    {
        var message = Guid.NewGuid();
        await service.Deliver(new ContactsAgreed(match, demand, Guid.NewGuid(), enterprise, institute, agreed, revision, DateTimeOffset.UtcNow), message);
        await service.Received(message);
    }

    // Chained a moment later, so both tables are looked at.
    private Task<IReadOnlyList<string>> Audited(Guid id) => service.Database.Column<string>(
        "select organisation from audit_unchained where action = 'contact.disclosed' and subject_id = @id union select organisation from audit_entry where action = 'contact.disclosed' and subject_id = @id",
        new { id = $"{id}" });

    private async Task Execute(string sql, object parameters)
    {
        await using var connection = await service.Database.Source.OpenConnectionAsync();
        await connection.ExecuteAsync(sql, parameters);
    }
}
