using System.Net;
using System.Text.Json.Nodes;
using Matchmaking.Contracts.MatchReview;
using Matchmaking.Harness;
using Microsoft.Extensions.Logging;

namespace Matchmaking.TalentProfiles.Tests;

/// <summary>The service with all of its log kept.</summary>
public sealed class LoggedService : ServiceUnderTest<Program>
{
    protected override LogLevel LeastLogged => LogLevel.Information;
}

/// <summary>Contacts of experts are stored encrypted and disclosed to an enterprise only after both sides agreed; who reads them is written down.</summary>
public sealed class ContactTests(LoggedService service) : IClassFixture<LoggedService>
{
    private const string Phone = "13700005678";

    private static readonly string[] Personal = ["欧阳专线（虚构）", Phone, "marker.expert@nowhere.example", "marker_expert_id"];

    private static JsonObject Contact => new() { ["name"] = Personal[0], ["phone"] = Phone, ["email"] = Personal[2], ["wechat"] = Personal[3], ["position"] = "秘书" };

    [Fact]
    public async Task The_institute_reads_it_in_plain_a_bureau_masked_and_nobody_else_any()
    {
        var (id, institute) = await Registered();

        using var own = service.As("institute", institute);
        Assert.Equal(Phone, (string?)(await OnFile(own, id))!["phone"]);
        foreach (var role in (string[])["operator", "reviewer"])
        {
            using var bureau = service.As(role);
            Assert.Equal("137****5678", (string?)(await OnFile(bureau, id))!["phone"]);
        }

        foreach (var role in (string[])["institute", "enterprise"])
        {
            using var other = service.As(role, CreditCodes.Next());
            Assert.Null(await OnFile(other, id));
        }
    }

    [Fact]
    public async Task Once_both_sides_agreed_the_enterprise_reads_it_and_the_institute_sees_that_it_did()
    {
        var (id, institute) = await Registered();
        var (enterprise, match) = (CreditCodes.Next(), Guid.NewGuid());
        using var reader = service.As("enterprise", enterprise);
        using var own = service.As("institute", institute);
        Assert.Equal("contact_not_found", await (await reader.GetAsync($"/v1/experts/{id}/contact")).ProblemCode());

        await Agree(match, id, enterprise, institute, true, 2);
        var answer = await reader.GetAsync($"/v1/experts/{id}/contact");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.True(answer.Headers.CacheControl!.NoStore);
        var read = await answer.Json();
        Assert.Equal((institute, Phone, $"{match}"), ((string)read["instituteCreditCode"]!, (string)read["contact"]!["phone"]!, (string)read["matchId"]!));
        var seen = Assert.Single((await (await own.GetAsync($"/v1/experts/{id}/contact/disclosures")).Json())["items"]!.AsArray())!;
        Assert.Equal((enterprise, $"enterprise-of-{enterprise}", $"{match}"), ((string)seen["organisation"]!, (string)seen["account"]!, (string)seen["matchId"]!));
        Assert.Equal(
            new[] { enterprise, institute }.Order(StringComparer.Ordinal),
            (await service.Database.Column<string>(
                "select organisation from audit_unchained where action = 'contact.disclosed' and subject_id = @id union select organisation from audit_entry where action = 'contact.disclosed' and subject_id = @id",
                new { id = $"{id}" })).Order(StringComparer.Ordinal));

        await Agree(match, id, enterprise, institute, false, 3);
        await Agree(match, id, enterprise, institute, true, 2);
        Assert.Equal(HttpStatusCode.NotFound, (await reader.GetAsync($"/v1/experts/{id}/contact")).StatusCode);
    }

    [Fact]
    public async Task Who_takes_back_the_consent_is_disclosed_no_more_and_who_leaves_has_no_contact_stored()
    {
        var (id, institute) = await Registered();
        var enterprise = CreditCodes.Next();
        using var reader = service.As("enterprise", enterprise);
        await Agree(Guid.NewGuid(), id, enterprise, institute, true, 2);
        (await service.Put($"/v1/experts/{id}", ExpertBody.Sound(institute).With("consent", false))).EnsureSuccessStatusCode();
        Assert.Equal(HttpStatusCode.NotFound, (await reader.GetAsync($"/v1/experts/{id}/contact")).StatusCode);

        (await service.Put($"/v1/experts/{id}", ExpertBody.Sound(institute))).EnsureSuccessStatusCode();
        Assert.Equal(HttpStatusCode.OK, (await reader.GetAsync($"/v1/experts/{id}/contact")).StatusCode);

        (await service.Post($"/v1/experts/{id}/withdraw", new { })).EnsureSuccessStatusCode();
        Assert.Equal(0, await service.Database.Scalar<int>("select count(*)::int from expert_contact where expert_id = @id", new { id }));
        Assert.Equal(HttpStatusCode.NotFound, (await reader.GetAsync($"/v1/experts/{id}/contact")).StatusCode);
    }

    [Fact]
    public async Task A_form_without_a_contact_leaves_it_and_DELETE_erases_it()
    {
        var (id, institute) = await Registered();
        using var own = service.As("institute", institute);
        var answer = await service.Put($"/v1/experts/{id}", ExpertBody.Sound(institute));
        Assert.Equal("137****5678", (string?)(await answer.Json())["contactOnFile"]!["phone"]);
        Assert.Equal(Phone, (string?)(await OnFile(own, id))!["phone"]);

        Assert.Equal(HttpStatusCode.NoContent, (await own.DeleteAsync($"/v1/experts/{id}/contact")).StatusCode);
        Assert.Null(await OnFile(own, id));
        Assert.Equal("contact_not_found", await (await own.DeleteAsync($"/v1/experts/{id}/contact")).ProblemCode());
    }

    [Fact]
    public async Task It_goes_with_an_expert_who_is_moved_to_another_institute()
    {
        var (id, institute) = await Registered();
        var next = await service.RegisterInstitute();
        (await service.Put($"/v1/experts/{id}", ExpertBody.Sound(next))).EnsureSuccessStatusCode();

        using var before = service.As("institute", institute);
        using var after = service.As("institute", next);
        Assert.Null(await OnFile(before, id));
        Assert.Equal(Phone, (string?)(await OnFile(after, id))!["phone"]);
        (await after.DeleteAsync($"/v1/experts/{id}/contact")).EnsureSuccessStatusCode();
    }

    [Fact]
    public async Task Contacts_are_imported_by_the_headings_of_the_form_and_never_exported()
    {
        var institute = await service.RegisterInstitute();
        var answer = await service.Import(
            ImportFile.Csv, $"姓名,统一社会信用代码,个人简介,服务方式,服务地区,可承接项目数,同意参与匹配,联系人,联系电话,微信号\n周衡,{institute},长期从事轧光研究,技术咨询,330604,2,是,{Personal[0]},{Phone},\n");
        Assert.Equal(["2:ok"], await answer.Verdicts());
        var id = (Guid)(await answer.Json())["rows"]![0]!["id"]!;

        using var own = service.As("institute", institute);
        Assert.Equal((Personal[0], Phone, null), ((string?)(await OnFile(own, id))!["name"], (string?)(await OnFile(own, id))!["phone"], (string?)(await OnFile(own, id))!["wechat"]));
        var export = await own.GetStringAsync($"/v1/experts/export?institute={institute}&headings=zh");
        Assert.Contains("周衡", export, StringComparison.Ordinal);
        Assert.All([.. Personal, "联系"], text => Assert.DoesNotContain(text, export, StringComparison.Ordinal));
    }

    [Fact]
    public async Task No_contact_stands_in_plain_in_the_log_in_another_row_or_in_an_error()
    {
        var (id, institute) = await Registered();
        var answers = new List<HttpResponseMessage>();
        foreach (var (field, value) in new (string, JsonNode)[]
        {
            ("email", $"{Personal[2]}@"), ("phone", $"{Phone} of {Personal[0]}"), ("wechat", $"{Personal[3]} {Phone}"), ("name", string.Concat(Enumerable.Repeat(Personal[0], 9))), ("position", new JsonArray(Personal[0])),
        })
        {
            var body = ExpertBody.Sound(institute).With("contact", Contact.With(field, value));
            answers.Add(await service.Post("/v1/experts", body));
            answers.Add(await service.Put($"/v1/experts/{id}", body));
            answers.Add(await service.Import(ImportFile.Ndjson, ImportFile.Line(body)));
        }

        answers.Add(await service.Http.GetAsync("/v1/experts?limit=100"));
        answers.Add(await service.Http.GetAsync($"/v1/experts/{id}/jsonld"));
        foreach (var answer in answers)
        {
            var text = await answer.Content.ReadAsStringAsync();
            Assert.All(Personal, personal => Assert.DoesNotContain(personal, text, StringComparison.Ordinal));
        }

        Assert.Empty(await service.Database.Holds(Personal));
        Assert.NotEmpty(service.Log.Text);
        Assert.All(Personal, personal => Assert.DoesNotContain(personal, service.Log.Text, StringComparison.Ordinal));
    }

    private async Task<(Guid Id, string Institute)> Registered()
    {
        var institute = await service.RegisterInstitute();
        var answer = await service.Post("/v1/experts", ExpertBody.Sound(institute).With("contact", Contact), $"{Guid.NewGuid()}");
        Assert.Equal("137****5678", (string?)(await answer.Json())["contactOnFile"]!["phone"]);
        return ((Guid)(await answer.Json())["id"]!, institute);
    }

    private static async Task<JsonNode?> OnFile(HttpClient http, Guid id) => (await (await http.GetAsync($"/v1/experts/{id}")).Json())["contactOnFile"];

    private async Task Agree(Guid match, Guid expert, string enterprise, string institute, bool agreed, long revision)
    {
        var message = Guid.NewGuid();
        await service.Deliver(new ContactsAgreed(match, Guid.NewGuid(), expert, enterprise, institute, agreed, revision, DateTimeOffset.UtcNow), message);
        await service.Received(message);
    }
}
