using Matchmaking.Harness;

namespace Matchmaking.MatchReview.Tests;

public sealed class OpenApiTests(ServiceUnderTest<Program> service) : IClassFixture<ServiceUnderTest<Program>>
{
    [Theory]
    [InlineData("/v1/matches", "get", "ListQueuedMatches", "200,400,401,403,404,429,default")]
    [InlineData("/v1/matches/{id}", "get", "GetMatch", "200,401,403,404,429,default")]
    [InlineData("/v1/matches/{id}/decision", "post", "DecideMatch", "201,400,401,403,404,409,412,413,415,422,428,429,default")]
    [InlineData("/v1/matches/{id}/progress", "post", "ProgressMatch", "201,400,401,403,404,409,413,415,422,429,default")]
    [InlineData("/v1/matches/{id}/decision", "get", "GetDecision", "200,401,403,404,429,default")]
    [InlineData("/v1/demands/{id}/matches", "get", "ListDemandMatches", "200,401,403,429,default")]
    public async Task The_document_names_every_operation_and_its_answers(string path, string method, string name, string answers)
    {
        var operation = (await (await service.Http.GetAsync("/openapi.json")).Json())["paths"]![path]![method]!;

        Assert.Equal(name, (string?)operation["operationId"]);
        Assert.Equal(answers, string.Join(',', operation["responses"]!.AsObject().Select(r => r.Key).Order(StringComparer.Ordinal)));
    }
}
