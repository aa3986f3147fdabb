using Matchmaking.Harness;

namespace Matchmaking.TalentProfiles.Tests;

/// <summary>The service with one institute, one expert and one achievement for bad requests to hit.</summary>
public sealed class TargetedService : ServiceUnderTest<Program>, IAsyncLifetime
{
    public string Institute { get; private set; } = "";

    public string Expert { get; private set; } = "";

    public string Achievement { get; private set; } = "";

    async Task IAsyncLifetime.InitializeAsync()
    {
        await InitializeAsync();
        Institute = await this.RegisterInstitute();
        var body = ExpertBody.Sound(Institute).With("achievements", new System.Text.Json.Nodes.JsonArray(ExpertBody.Achievement()));
        var expert = await this.RegisterExpert(body);
        Expert = (string)expert["id"]!;
        Achievement = (string)expert["achievements"]![0]!["id"]!;
    }

    public string Fill(string text) =>
        text.Replace("{institute}", Institute, StringComparison.Ordinal).Replace("{expert}", Expert, StringComparison.Ordinal).Replace("{achievement}", Achievement, StringComparison.Ordinal);

    /// <summary>Changes when anything is stored: rows, revisions, and every message ever put into the outbox, sent or not.</summary>
    public Task<string> Fingerprint() => Database.Scalar<string>("""
        select concat_ws('/', (select count(*) from institute), (select sum(revision) from institute), (select count(*) from expert), (select sum(revision) from expert),
                         (select count(*) from achievement), (select count(*) from instrument), (select count(*) from booking_step), (select count(*) from idempotency_key), (select count(*) from import_row),
                         (select last_value from outbox_message_outbox_id_seq))
        """);
}

public sealed class BadInputTests(TargetedService service) : IClassFixture<TargetedService>
{
    public static TheoryData<int, string> Cases => BadRequest.Numbered(BadInputCases.All);

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_bad_request_is_refused_with_its_reason_and_stores_nothing(int number, string name)
    {
        Assert.Equal(BadInputCases.All[number].ToString(), name);
        await BadInputCases.All[number].IsRefused(service.Http, service.Fill, service.Fingerprint);
    }

    [Fact]
    public void Every_endpoint_has_its_bad_requests()
    {
        // They take nothing that could be wrong but the method.
        Assert.Equal(["GET /v1/bookings/reasons", "GET /v1/consent-texts", "GET /v1/experts/template.xlsx", "POST /v1/operations/republish-erasures", "POST /v1/operations/republish-talents"], BadRequest.Untried(service.Services, BadInputCases.All).Order(StringComparer.Ordinal));
        Assert.Empty(BadRequest.Owed(service.Services, BadInputCases.All));
    }

    [Fact]
    public async Task An_idempotency_key_over_200_characters_is_refused()
    {
        foreach (var answer in new[]
        {
            await service.Post("/v1/experts", ExpertBody.Sound(service.Institute), new string('k', 201)),
            await service.Import(ImportFile.Ndjson, ImportFile.Line(ExpertBody.Sound(service.Institute)), new string('k', 201)),
        })
        {
            Assert.Equal(["Idempotency-Key:too_long"], await answer.Faults());
        }
    }
}
