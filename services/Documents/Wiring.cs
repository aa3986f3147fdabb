using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection;

namespace Matchmaking.Documents;

/// <summary>Adds to a service's OpenAPI document what its code, the comments of the code and its examples say.</summary>
public static class Wiring
{
    /// <summary>Describes the endpoints of <paramref name="code"/>; its examples stand embedded in it as <c>examples/NAME.json</c>.</summary>
    public static void AddDocument(this WebApplicationBuilder builder, Assembly code)
    {
        var comments = new XmlComments(AppContext.BaseDirectory);
        var describe = new DescribeOperations(code, comments);
        builder.Services.Configure<OpenApiOptions>("v1", options =>
        {
            options.AddSchemaTransformer(new DescribeSchemas(comments).Describe);
            options.AddDocumentTransformer(describe.Describe);
        });
    }
}
