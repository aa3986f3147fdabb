using Matchmaking.Harness;

namespace Matchmaking.Webhooks.Tests;

public sealed class OpenApiTests(WebhooksUnderTest service) : IClassFixture<WebhooksUnderTest>
{
    [Theory]
    [InlineData("/v1/webhooks", "post", "CreateWebhook", "201,400,401,403,409,413,415,422,429,default")]
    [InlineData("/v1/webhooks", "get", "ListWebhooks", "200,400,401,403,429,default")]
    [InlineData("/v1/webhooks/{id}", "get", "GetWebhook", "200,401,403,404,429,default")]
    [InlineData("/v1/webhooks/{id}", "put", "ReviseWebhook", "200,400,401,403,404,412,413,415,428,429,default")]
    [InlineData("/v1/webhooks/{id}", "delete", "DeleteWebhook", "204,401,403,404,412,428,429,default")]
    [InlineData("/v1/webhooks/{id}/secret:rotate", "post", "RotateSecret", "201,400,401,403,404,422,429,default")]
    [InlineData("/v1/webhooks/{id}:test", "post", "TestWebhook", "201,400,401,403,404,409,422,429,default")]
    [InlineData("/v1/webhooks/{id}/deliveries", "get", "ListDeliveries", "200,400,401,403,404,429,default")]
    [InlineData("/v1/webhooks/{id}/deliveries/{deliveryId}", "get", "GetDelivery", "200,401,403,404,429,default")]
    [InlineData("/v1/webhooks/{id}/deliveries/{deliveryId}:replay", "post", "ReplayDelivery", "201,400,401,403,404,409,422,429,default")]
    [InlineData("/v1/webhooks/{id}/deliveries:replay", "post", "ReplayDeliveries", "201,400,401,403,404,409,413,415,422,429,default")]
    public async Task The_document_names_every_operation_and_its_answers(string path, string method, string name, string answers)
    {
        var operation = (await (await service.Http.GetAsync("/openapi.json")).Json())["paths"]![path]![method]!;

        Assert.Equal(name, (string?)operation["operationId"]);
        Assert.Equal(answers, string.Join(',', operation["responses"]!.AsObject().Select(r => r.Key).Order(StringComparer.Ordinal)));
    }
}
