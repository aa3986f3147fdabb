using System.Reflection;
using FluentValidation;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace Matchmaking.Documents;

/// <summary>Types and their fields are described by the comments of the code.</summary>
internal sealed class DescribeSchemas(XmlComments comments)
{
    private static readonly string[] Required = ["required", "NotEmptyValidator", "NotNullValidator"];

    /// <summary>Describes one schema.</summary>
    public Task Describe(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellation)
    {
        Type(schema, context);
        RequireByRules(schema, context);
        if (context.JsonPropertyInfo is null)
        {
            schema.Description ??= comments.Of(context.JsonTypeInfo.Type);
        }
        else if (context.JsonPropertyInfo.AttributeProvider is PropertyInfo property && comments.Of(property) is { Length: > 0 } said)
        {
            if (IsShared(schema))
            {
                // The schema stands once for all fields of the type; what is said of this field goes beside the reference to it.
                schema.Metadata!["x-ref-description"] = said;
                schema.Description ??= comments.Of(context.JsonTypeInfo.Type);
            }
            else
            {
                schema.Description = said;
            }
        }

        return Task.CompletedTask;
    }

    // A text is read by a converter of ours, of which the framework knows no type.
    private static void Type(OpenApiSchema schema, OpenApiSchemaTransformerContext context)
    {
        if (context.JsonTypeInfo.Type == typeof(string))
        {
            schema.Type ??= context.JsonPropertyInfo?.IsGetNullable == true ? JsonSchemaType.String | JsonSchemaType.Null : JsonSchemaType.String;
        }
        else if (context.JsonTypeInfo.ElementType == typeof(string) && schema.Type?.HasFlag(JsonSchemaType.Array) == true)
        {
            schema.Items ??= new OpenApiSchema { Type = JsonSchemaType.String };
        }
    }

    // A form may leave out what its rules do not ask for; that its constructor names a field says nothing. What an empty form is faulted for is required.
    private static void RequireByRules(OpenApiSchema schema, OpenApiSchemaTransformerContext context)
    {
        var form = context.JsonTypeInfo.Type;
        if (schema.Properties is { Count: > 0 } && Rules(form, context.ApplicationServices) is { } rules)
        {
            var constructor = form.GetConstructors().OrderByDescending(one => one.GetParameters().Length).First();
            var empty = constructor.Invoke([.. constructor.GetParameters().Select(parameter => parameter.ParameterType.IsValueType ? Activator.CreateInstance(parameter.ParameterType) : null)]);
            schema.Required = rules.Validate(new ValidationContext<object>(empty)).Errors.Where(fault => Required.Contains(fault.ErrorCode))
                .Select(fault => char.ToLowerInvariant(fault.PropertyName[0]) + fault.PropertyName[1..]).Where(schema.Properties.ContainsKey).ToHashSet(StringComparer.Ordinal);
        }
    }

    // Also of a form within a form, whose rules are known to the outer one alone.
    private static IValidator? Rules(Type form, IServiceProvider services)
    {
        var rules = typeof(IValidator<>).MakeGenericType(form);
        return services.GetService(rules) as IValidator
            ?? (AssemblyScanner.FindValidatorsInAssembly(form.Assembly, includeInternalTypes: true).FirstOrDefault(found => found.InterfaceType == rules) is { } inner
                ? (IValidator)ActivatorUtilities.CreateInstance(services, inner.ValidatorType)
                : null);
    }

    // As the framework marks what it will put among the components.
    private static bool IsShared(OpenApiSchema schema) => schema.Metadata?.TryGetValue("x-schema-id", out var id) == true && id is string { Length: > 0 };
}
