using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Matchmaking.Contracts.TechnologyDemands;
using Matchmaking.Harness;

namespace Matchmaking.TechnologyDemands.Tests.Verification;

/// <summary>Who may do what, who learns who did, and who comes first.</summary>
public sealed class VerifiersTests(VerifyingService service) : IClassFixture<VerifyingService>
{
    [Fact]
    public async Task Each_step_is_told_and_written_down_without_the_account_of_a_verifier_for_the_enterprise()
    {
        var enterprise = await service.Enterprise();
        var id = await Steps.Submitted(enterprise, VerifyingService.DepartmentAndCommittee);
        var reviewer = $"reviewer-{Guid.NewGuid()}";
        Assert.Equal("ok", await service.Account("reviewer", subject: reviewer).Pass(id, "department"));
        Assert.Equal("ok", await service.Committee().Return(id, "committee", "department"));
        Assert.Equal("ok", await service.Account("reviewer", subject: reviewer).Return(id, "department", "filing"));

        var told = await service.Sent<VerificationAdvanced>(id, m => m.DemandId, m => m.Number);
        Assert.Equal(
            ["1 filing submitted waits department", "2 department passed waits committee", "3 committee returned waits department", "4 department returned waits "],
            told.Select(m => $"{m.Number} {m.Level} {m.Act} waits {m.Waiting}"));
        Assert.Equal((enterprise.Code, 1, "department"), (told[2].EnterpriseCode, told[2].Round, told[2].ReturnedTo));
        Assert.Equal(["figures_unsupported"], told[2].ReasonCodes);

        const string SelectActs =
            "select concat_ws(' ', actor, action) from audit_entry where organisation = @organisation and subject_id = @id::text and action like 'demand.verification_%' order by sequence";
        Task<IReadOnlyList<string>> Written(string organisation) => service.Database.Column<string>(SelectActs, new { organisation, id });
        await Eventually.Get(() => service.Database.Scalar<int>("select count(*)::int from audit_unchained"), waiting => waiting == 0, "the trail was never chained");
        Assert.Equal(["level:department demand.verification_passed", "level:committee demand.verification_returned", "level:department demand.verification_returned"], await Written(enterprise.Code));
        Assert.Equal(3, (await Written(VerifyingService.Bureau)).Count);
        Assert.Contains($"{reviewer} demand.verification_passed", await Written(VerifyingService.Bureau));
    }

    [Fact]
    public async Task The_enterprise_reads_acts_and_reasons_and_never_who_verified()
    {
        var enterprise = await service.Enterprise();
        var id = await Steps.Submitted(enterprise);
        var subject = $"reviewer-{Guid.NewGuid()}";
        using var reviewer = service.Account("reviewer", subject: subject);
        await reviewer.Pass(id, "department", "内部意见");
        await service.Auditor().Return(id, "third_party", "filing");

        var own = await (await enterprise.Http.GetAsync($"/v1/demands/{id}/verification")).Content.ReadAsStringAsync();
        Assert.Contains("指标缺少检测依据", own, StringComparison.Ordinal);
        Assert.Contains("figures_unsupported", own, StringComparison.Ordinal);
        Assert.DoesNotContain(subject, own, StringComparison.Ordinal);
        Assert.DoesNotContain("内部意见", own, StringComparison.Ordinal);
        var bureau = (await service.View(id)).ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        Assert.Contains(subject, bureau, StringComparison.Ordinal);
        Assert.Contains("内部意见", bureau, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await (await service.Enterprise()).Http.GetAsync($"/v1/demands/{id}/verification")).StatusCode);
    }

    [Fact]
    public async Task Nobody_verifies_on_two_levels_and_no_filer_on_any()
    {
        var enterprise = await service.Enterprise();
        using var both = service.Account("reviewer,operator", VerifyingService.ThirdParty);
        var id = await Steps.Submitted(enterprise);
        Assert.Equal("ok", await both.Pass(id, "department"));
        Assert.Equal("verified_on_another_level", await both.Pass(id, "third_party"));
        Assert.Equal("ok", await service.Auditor().Pass(id, "third_party"));
        Assert.Equal("verified_on_another_level", await both.Pass(id, "committee"));
        Assert.Equal("verified_on_another_level", await both.Withdraw(id));

        // The own level once more is no second one, and a new round begins anew.
        Assert.Equal("ok", await service.Committee().Return(id, "committee", "department"));
        Assert.Equal("ok", await both.Return(id, "department", "filing"));
        await enterprise.Http.Publish(id);
        await service.Reviewer().Pass(id, "department");
        Assert.Equal("ok", await both.Pass(id, "third_party"));

        // Who filed for the enterprise once, verifies no later round either.
        using var filer = service.Account("operator");
        var filed = await Steps.Submitted((enterprise.Code, filer), VerifyingService.DepartmentAndCommittee);
        await service.Reviewer().Pass(filed, "department");
        Assert.Equal("filer_does_not_verify", await filer.Pass(filed, "committee"));
        await enterprise.Http.Withdraw(filed);
        await enterprise.Http.Publish(filed);
        await service.Reviewer().Pass(filed, "department");
        Assert.Equal("filer_does_not_verify", await filer.Pass(filed, "committee"));
        Assert.Equal("ok", await service.Committee().Pass(filed, "committee"));
    }

    [Fact]
    public async Task A_level_has_its_role_its_organisations_and_its_people()
    {
        var id = await Steps.Submitted(await service.Enterprise());

        Assert.Equal("not_of_this_level", await service.Committee().Pass(id, "department"));
        Assert.Equal("ok", await service.Reviewer().Pass(id, "department"));
        Assert.Equal("not_of_this_level", await service.Reviewer().Pass(id, "third_party"));
        Assert.Equal("ok", await service.Auditor().Pass(id, "third_party"));
        Assert.Equal("not_of_this_level", await service.Auditor().Pass(id, "committee"));
        using var program = service.With(TestIssuer.Token("operator", VerifyingService.Bureau, subject: "program", change: token => token.Subject.AddClaim(new("client_id", "program"))));
        Assert.Equal("people_only", await program.Pass(id, "committee"));
        Assert.Equal("ok", await service.Committee().Pass(id, "committee"));

        var elsewhere = await Steps.Submitted(await service.Enterprise(), VerifyingService.Department);
        Assert.Equal("demand_not_found", await service.Account("reviewer", regions: ["3702", "54"]).Pass(elsewhere, "department"));
        Assert.Equal("ok", await service.Account("reviewer", regions: ["54", "3707"]).Pass(elsewhere, "department"));
    }

    [Fact]
    public async Task A_veto_ends_the_round_and_is_lifted_by_no_level_below()
    {
        var enterprise = await service.Enterprise();
        var id = await Steps.Submitted(enterprise);
        using var auditor = service.Auditor();
        await service.Reviewer().Pass(id, "department");
        Assert.Equal("ok", await auditor.Veto(id, "third_party"));

        Assert.Equal(("vetoed", "vetoed"), (await Status(id), (string?)(await service.View(id))["status"]));
        Assert.Equal("demand_vetoed", await enterprise.Http.Publish(id));
        Assert.Equal("demand_vetoed", await Steps.Code(await enterprise.Http.PutAsJsonAsync($"/v1/demands/{id}", DemandBody.Sound(enterprise.Code).With("publish", true))));
        Assert.Equal("verification_not_waiting", await enterprise.Http.Withdraw(id));
        Assert.Equal("verification_not_waiting", await auditor.Pass(id, "third_party"));
        Assert.Equal("veto_of_higher_level", await service.Reviewer().Lift(id, "department"));
        Assert.Equal("not_of_this_level", await service.Reviewer().Lift(id, "committee"));
        Assert.Equal("ok", await service.Auditor().Lift(id, "third_party"));
        Assert.Equal("draft", await Status(id));
        Assert.Equal("ok", await enterprise.Http.Publish(id));

        // The committee lifts also where the need does not pass it.
        var other = await Steps.Submitted(enterprise, VerifyingService.Department);
        await service.Reviewer().Veto(other, "department");
        Assert.Equal("ok", await service.Committee().Lift(other, "committee"));
        Assert.Equal("verification_not_waiting", await service.Committee().Lift(other, "committee"));
    }

    [Fact]
    public async Task A_closed_need_stays_vetoed_for_ever()
    {
        var enterprise = await service.Enterprise();
        var id = await Steps.Submitted(enterprise, VerifyingService.Department);
        await service.Reviewer().Veto(id, "department");
        (await enterprise.Http.PostAsJsonAsync($"/v1/demands/{id}/close", new { reason = "withdrawn" })).EnsureSuccessStatusCode();

        Assert.Equal("verification_not_waiting", await service.Committee().Lift(id, "committee"));
        Assert.Equal(("closed", "vetoed"), (await Status(id), (string?)(await service.View(id))["status"]));
    }

    [Fact]
    public async Task A_step_names_the_revision_it_saw_and_a_repeat_under_its_key_has_one_effect()
    {
        var id = await Steps.Submitted(await service.Enterprise());
        using var reviewer = service.Reviewer();
        async Task<HttpResponseMessage> Pass(string? ifMatch, string? key = null)
        {
            var request = new HttpRequestMessage(HttpMethod.Post, $"/v1/demands/{id}/verification:pass") { Content = JsonContent.Create(new { level = "department" }) };
            reviewer.DefaultRequestHeaders.IfMatch.Clear();
            request.Headers.Add("Idempotency-Key", key is null ? [] : [key]);
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch is null ? [] : [ifMatch]);
            return await reviewer.SendAsync(request);
        }

        Assert.Equal("precondition_required", await Steps.Code(await Pass(null)));
        Assert.Equal("revision_changed", await Steps.Code(await Pass("\"7\"")));
        var first = await Pass("\"1\"", "one-key");
        var again = await Pass("\"1\"", "one-key");
        Assert.Equal(new EntityTagHeaderValue("\"2\""), first.Headers.ETag);
        Assert.Equal(await first.Content.ReadAsStringAsync(), await again.Content.ReadAsStringAsync());
        Assert.Equal("third_party", (string?)(await service.View(id))["level"]);
    }

    [Fact]
    public async Task Of_two_at_once_one_wins_and_the_other_is_told_what_was_done()
    {
        for (var round = 0; round < 10; round++)
        {
            var id = await Steps.Submitted(await service.Enterprise());
            var acts = Enumerable.Range(0, 8).Select(i => i % 2 == 0
                ? service.Reviewer().PostAsJsonAsync($"/v1/demands/{id}/verification:pass", new { level = "department" })
                : service.Reviewer().PostAsJsonAsync(
                    $"/v1/demands/{id}/verification:return", new { level = "department", returnTo = "filing", reasonCodes = (string[])["incomplete"], text = "缺项" }));
            var answers = await Task.WhenAll(acts);

            Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.OK);
            foreach (var lost in answers.Where(answer => answer.StatusCode != HttpStatusCode.OK))
            {
                var problem = await lost.Json();
                Assert.Contains((string?)problem["code"], (string[])["verification_moved", "verification_not_waiting"]);
                Assert.Equal((2, "department"), ((int)problem["last"]!["number"]!, (string?)problem["last"]!["level"]));
            }

            Assert.Equal(2, await service.Database.Scalar<int>("select count(*)::int from verification_step where demand_id = @id", new { id }));
        }
    }

    private Task<string> Status(Guid id) => service.Database.Scalar<string>("select status from demand where demand_id = @id", new { id });
}
