using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Matchmaking.Contracts.TechnologyDemands;
using Matchmaking.Harness;

namespace Matchmaking.TechnologyDemands.Tests.Verification;

public sealed class VerificationTests(VerifyingService service) : IClassFixture<VerifyingService>
{
    [Fact]
    public async Task A_need_passes_level_by_level_and_is_published_by_the_last()
    {
        var enterprise = await service.Enterprise();
        var id = await Steps.Submitted(enterprise);

        Assert.Equal("in_verification", await Status(id));
        Assert.Empty(await service.Published($"{id}"));
        Assert.Equal("ok", await service.Reviewer().Pass(id, "department", "依据齐全"));
        Assert.Equal("ok", await service.Auditor().Pass(id, "third_party"));
        Assert.Equal("in_verification", await Status(id));
        Assert.Empty(await service.Published($"{id}"));
        Assert.Equal("ok", await service.Committee().Pass(id, "committee"));

        Assert.Equal("published", await Status(id));
        var published = Assert.Single(await service.Published($"{id}"));
        Assert.Equal((4L, 600_000m), (published.Revision, published.Demand.BudgetYuan));
        var view = await service.View(id);
        Assert.Equal(["submitted filing", "passed department", "passed third_party", "passed committee"], view["steps"]!.AsArray().Select(s => $"{s!["act"]} {s["level"]}"));
        Assert.Equal(("passed", null, 4L), ((string?)view["status"], (string?)view["level"], (long)view["revision"]!));
        Assert.Equal([1L, 1L, 2L, 3L], view["steps"]!.AsArray().Select(s => (long)s!["demandRevision"]!));
        Assert.Equal("demand_already_published", await enterprise.Http.Publish(id));
    }

    [Fact]
    public async Task A_returned_need_waits_again_at_every_level_from_there_on()
    {
        var id = await Steps.Submitted(await service.Enterprise());
        using var reviewer = service.Reviewer();
        using var auditor = service.Auditor();
        using var committee = service.Committee();
        await reviewer.Pass(id, "department");
        await auditor.Pass(id, "third_party");
        Assert.Equal("ok", await committee.Return(id, "committee", "department"));

        Assert.Equal("department", (string?)(await service.View(id))["level"]);
        Assert.Equal("verification_moved", await committee.Pass(id, "committee"));
        Assert.Equal("ok", await reviewer.Pass(id, "department"));
        Assert.Equal("verification_moved", await committee.Pass(id, "committee"));
        Assert.Equal("ok", await auditor.Pass(id, "third_party"));
        Assert.Equal("ok", await committee.Pass(id, "committee"));
        Assert.Equal(("published", 1), (await Status(id), (int)(await service.View(id))["round"]!));
    }

    [Fact]
    public async Task A_need_returned_to_its_enterprise_is_a_draft_that_is_revised_and_submitted_in_a_new_round()
    {
        var enterprise = await service.Enterprise();
        var id = await Steps.Submitted(enterprise, VerifyingService.Department);
        using var reviewer = service.Reviewer();
        Assert.Equal("ok", await reviewer.Return(id, "department", "filing"));

        Assert.Equal("draft", await Status(id));
        Assert.Equal("verification_not_waiting", await reviewer.Pass(id, "department"));
        var body = DemandBody.Sound(enterprise.Code).With("regionCode", VerifyingService.Department).With("title", "补充检测依据后的需求");
        (await enterprise.Http.PutAsJsonAsync($"/v1/demands/{id}", body)).EnsureSuccessStatusCode();
        Assert.Equal("draft", await Status(id));
        Assert.Equal("ok", await enterprise.Http.Publish(id));
        Assert.Equal(("in_verification", 2), (await Status(id), (int)(await service.View(id))["round"]!));
        Assert.Equal("ok", await reviewer.Pass(id, "department"));
        Assert.Equal("补充检测依据后的需求", Assert.Single(await service.Published($"{id}")).Demand.Title);
    }

    [Fact]
    public async Task A_need_in_verification_is_not_revised_but_withdrawn_or_closed()
    {
        var enterprise = await service.Enterprise();
        var id = await Steps.Submitted(enterprise);
        await service.Reviewer().Pass(id, "department");
        var body = DemandBody.Sound(enterprise.Code).With("regionCode", VerifyingService.AllLevels).With("title", "悄悄改掉的需求");

        Assert.Equal("demand_in_verification", await Steps.Code(await enterprise.Http.PutAsJsonAsync($"/v1/demands/{id}", body)));
        Assert.Equal("demand_in_verification", await enterprise.Http.Publish(id));
        Assert.Equal("demand_not_found", await (await service.Enterprise()).Http.Withdraw(id));
        Assert.Equal("ok", await enterprise.Http.Withdraw(id));
        Assert.Equal(("draft", "withdrawn"), (await Status(id), (string?)(await service.View(id))["status"]));
        Assert.Equal("verification_not_waiting", await enterprise.Http.Withdraw(id));
        (await enterprise.Http.PutAsJsonAsync($"/v1/demands/{id}", body)).EnsureSuccessStatusCode();

        Assert.Equal("ok", await enterprise.Http.Publish(id));
        (await enterprise.Http.PostAsJsonAsync($"/v1/demands/{id}/close", new { reason = "withdrawn" })).EnsureSuccessStatusCode();
        Assert.Equal(("closed", "closed"), (await Status(id), (string?)(await service.View(id))["status"]));
        Assert.Equal("verification_not_waiting", await service.Committee().Pass(id, "committee"));
        Assert.Empty(await service.Closed($"{id}"));
    }

    [Fact]
    public async Task A_published_need_that_is_revised_leaves_matching_until_it_is_verified_again()
    {
        var enterprise = await service.Enterprise();
        var id = await service.Verified(enterprise);
        var body = DemandBody.Sound(enterprise.Code).With("regionCode", VerifyingService.Department);
        // The same form changes nothing that was verified.
        (await enterprise.Http.PutAsJsonAsync($"/v1/demands/{id}", body)).EnsureSuccessStatusCode();
        Assert.Equal("published", await Status(id));

        var revised = await (await enterprise.Http.PutAsJsonAsync($"/v1/demands/{id}", body.With("title", "事后改动的需求"))).Json();
        Assert.Equal("in_verification", (string?)revised["status"]);
        Assert.Equal("in_verification", Assert.Single(await service.Closed($"{id}")).Reason);
        Assert.Equal("ok", await service.Reviewer().Pass(id, "department"));
        Assert.Equal("事后改动的需求", (await service.Published($"{id}"))[^1].Demand.Title);
    }

    [Fact]
    public async Task A_region_without_levels_publishes_at_once_and_a_return_stays_within_the_chain()
    {
        var enterprise = await service.Enterprise();
        Assert.Equal("published", await Status(await Steps.Submitted(enterprise, VerifyingService.None)));
        Assert.Equal("published", await Status(await Steps.Submitted(enterprise, "330604")));
        Assert.Equal("in_verification", await Status(await Steps.Submitted(enterprise, "371000")));

        var id = await Steps.Submitted(enterprise, VerifyingService.DepartmentAndCommittee);
        await service.Reviewer().Pass(id, "department");
        var answer = await service.Committee().PostAsJsonAsync(
            $"/v1/demands/{id}/verification:return", new { level = "committee", returnTo = "third_party", reasonCodes = (string[])["unclear"], text = "表述不清" });
        Assert.Equal(["returnTo:level_not_in_chain"], await answer.Faults());
    }

    [Fact]
    public async Task Imported_needs_are_submitted_as_posted_ones_are()
    {
        var enterprise = await service.Enterprise();
        var body = DemandBody.Sound(enterprise.Code).With("regionCode", VerifyingService.AllLevels).With("publish", true);
        var verdict = await (await enterprise.Http.Import(DemandFile.Ndjson, body.ToJsonString())).Json();

        var id = (Guid)verdict["rows"]![0]!["id"]!;
        Assert.Equal(("in_verification", "department"), (await Status(id), (string?)(await service.View(id))["level"]));
    }

    [Fact]
    public async Task The_deadline_may_not_pass_while_a_need_is_verified()
    {
        var id = await Steps.Submitted(await service.Enterprise(), VerifyingService.Department, body => body["deadline"] = DateTime.UtcNow.Date.AddDays(1).ToString("yyyy-MM-dd"));
        // As if two days had gone by: what is being verified cannot be changed otherwise.
        await service.Database.Scalar<int>(
            "alter table demand disable trigger demand_is_verified; update demand set form = jsonb_set(form, '{deadline}', '\"2020-01-01\"') where demand_id = @id; alter table demand enable trigger demand_is_verified; select 1",
            new { id });

        Assert.Equal("deadline_passed", await service.Reviewer().Pass(id, "department"));
        Assert.Equal("ok", await service.Reviewer().Return(id, "department", "filing"));
    }

    private Task<string> Status(Guid id) => service.Database.Scalar<string>("select status from demand where demand_id = @id", new { id });
}
