using System.Net.Http.Headers;
using System.Reflection;
using System.Text;
using Matchmaking.Harness;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

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
                         (select count(*) from achievement), (select count(*) from idempotency_key), (select count(*) from import_row),
                         (select last_value from outbox_message_outbox_id_seq))
        """);
}

public sealed class BadInputTests(TargetedService service) : IClassFixture<TargetedService>
{
    // Each of these is owed by every endpoint that takes a body.
    private static readonly Wrong[] OwedByBodies =
        [Wrong.Json, Wrong.MissingField, Wrong.TooLong, Wrong.UnknownCode, Wrong.UnknownField, Wrong.Type, Wrong.Nul, Wrong.ContentType, Wrong.Oversized];

    public static TheoryData<string, string> Cases()
    {
        var cases = new TheoryData<string, string>();
        foreach (var one in BadInputCases.All)
        {
            cases.Add(one.Endpoint, one.Title);
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_bad_request_is_refused_with_its_reason_and_stores_nothing(string endpoint, string title)
    {
        var bad = BadInputCases.All.Single(c => c.Endpoint == endpoint && c.Title == title);
        var before = await service.Fingerprint();
        var request = new HttpRequestMessage(bad.Method, service.Fill(bad.Address));
        if (bad.Body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(service.Fill(bad.Body)));
            request.Content.Headers.ContentType = bad.ContentType is null ? null : MediaTypeHeaderValue.Parse(bad.ContentType);
            request.Headers.Add("Idempotency-Key", bad.Code is null ? [] : [Guid.NewGuid().ToString()]);
        }

        // The service refuses a body that is too large unread; a client that sends it all the same may never see the answer.
        request.Headers.ExpectContinue = bad.Wrong == Wrong.Oversized;
        var answer = await service.Http.SendAsync(request);

        Assert.Equal(bad.Status, (int)answer.StatusCode);
        if (bad.Code is null)
        {
            Assert.Contains(bad.Fault, await answer.Verdicts());
        }
        else
        {
            Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
            Assert.Equal(bad.Code, await answer.ProblemCode());
            Assert.Equal(bad.Status, (int)(await answer.Json())["status"]!);
            if (bad.Fault is not null)
            {
                Assert.Contains(bad.Fault, await answer.Faults());
            }
        }

        Assert.Equal(before, await service.Fingerprint());
    }

    [Fact]
    public void Every_endpoint_has_its_bad_requests()
    {
        var endpoints = service.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.RoutePattern.RawText!.StartsWith("/v1", StringComparison.Ordinal)).ToArray();
        Assert.NotEmpty(endpoints);
        foreach (var endpoint in endpoints)
        {
            var name = endpoint.Metadata.GetRequiredMetadata<IEndpointNameMetadata>().EndpointName;
            var cases = BadInputCases.All.Where(c => c.Endpoint == name).ToArray();
            Assert.True(cases.Length > 0, $"{name} has no bad request");
            if (endpoint.Metadata.GetMetadata<IAcceptsMetadata>() is not null)
            {
                Assert.True(OwedByBodies.Except(cases.Select(c => c.Wrong)).ToArray() is [], $"{name} lacks {string.Join(", ", OwedByBodies.Except(cases.Select(c => c.Wrong)))}");
            }

            foreach (var parameter in QueryParameters(endpoint))
            {
                Assert.True(cases.Any(c => c.Wrong == Wrong.Query && c.Address.Contains($"?{parameter}=", StringComparison.Ordinal)), $"{name} has no bad {parameter}");
            }
        }

        Assert.Empty(BadInputCases.All.Select(c => c.Endpoint).Except(endpoints.Select(e => e.Metadata.GetRequiredMetadata<IEndpointNameMetadata>().EndpointName)));
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

    private static IEnumerable<string> QueryParameters(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetRequiredMetadata<MethodInfo>().GetParameters()
            .Where(p => p.ParameterType == typeof(string) || p.ParameterType == typeof(int?))
            .Select(p => p.Name!)
            .Where(p => endpoint.RoutePattern.GetParameter(p) is null);
}
