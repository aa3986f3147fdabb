using Matchmaking.Harness;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace Matchmaking.TalentProfiles.Tests;

public sealed class OpenApiTests(ServiceUnderTest<Program> service) : IClassFixture<ServiceUnderTest<Program>>
{
    [Fact]
    public async Task The_document_is_valid_and_names_every_endpoint_with_a_tag()
    {
        var (document, diagnostic) = OpenApiDocument.Parse(await service.Http.GetStringAsync("/openapi.json"), "json");

        Assert.Empty(diagnostic!.Errors);
        var operations = document!.Paths.SelectMany(p => p.Value.Operations!.Values).ToArray();
        Assert.All(operations, o => Assert.NotEmpty(o.Tags!));
        var mapped = service.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.RoutePattern.RawText!.StartsWith("/v1", StringComparison.Ordinal))
            .Select(e => e.Metadata.GetRequiredMetadata<IEndpointNameMetadata>().EndpointName);
        Assert.Equal(mapped.Order(), operations.Select(o => o.OperationId!).Order());
    }

    [Fact]
    public async Task The_import_takes_all_three_forms()
    {
        var (document, _) = OpenApiDocument.Parse(await service.Http.GetStringAsync("/openapi.json"), "json");

        var import = document!.Paths["/v1/experts/import"].Operations![HttpMethod.Post];
        Assert.Equal(["application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "application/x-ndjson", "text/csv"], import.RequestBody!.Content!.Keys.Order());
        Assert.True(new[] { "200", "400", "413", "415", "422", "503" }.All(import.Responses!.ContainsKey));
    }
}
