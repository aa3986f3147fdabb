using Microsoft.OpenApi;

namespace Matchmaking.Identity.Tokens;

/// <summary>
/// Describes the form that an OAuth endpoint takes. Only describes: the framework's own Accepts would answer another content type before the endpoint
/// sees it, and in other words than RFC 6749 has.
/// </summary>
internal static class FormBody
{
    public static RouteHandlerBuilder TakesForm<TForm>(this RouteHandlerBuilder route) => route.AddOpenApiOperationTransformer(async (operation, context, cancellation) =>
        operation.RequestBody = new OpenApiRequestBody
        {
            Required = true,
            Content = new Dictionary<string, OpenApiMediaType>
            {
                [OAuthForm.ContentType] = new() { Schema = await context.GetOrCreateSchemaAsync(typeof(TForm), null, cancellation) },
            },
        });
}
