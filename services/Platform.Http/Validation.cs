using FluentValidation;
using FluentValidation.Results;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Matchmaking.Platform.Http;

/// <summary>Validation of request bodies: a filter for endpoints, and the same rules for rows of an import.</summary>
public static class Validation
{
    // FluentValidation names a rule's code after its class; clients get codes that do not change with the library.
    private static readonly Dictionary<string, string> Codes = new(StringComparer.Ordinal)
    {
        ["NotEmptyValidator"] = "required",
        ["NotNullValidator"] = "required",
        ["MaximumLengthValidator"] = "too_long",
        ["MinimumLengthValidator"] = "too_short",
        ["InclusiveBetweenValidator"] = "out_of_range",
        ["GreaterThanValidator"] = "out_of_range",
        ["LessThanOrEqualValidator"] = "out_of_range",
        ["EmailValidator"] = "invalid_email",
        ["ScalePrecisionValidator"] = "too_precise",
    };

    /// <summary>Rejects a body of type <typeparamref name="T"/> that its validator faults, before the handler runs.</summary>
    public static RouteHandlerBuilder Validated<T>(this RouteHandlerBuilder route)
        where T : class =>
        route.AddEndpointFilter(async (context, next) =>
        {
            var body = context.Arguments.OfType<T>().Single();
            var errors = context.HttpContext.RequestServices.GetRequiredService<IValidator<T>>().Faults(body);
            return errors.Length > 0 ? ApiProblem.Invalid400(errors) : await next(context);
        });

    // A list of a million wrong entries must not be answered with a million faults.
    private const int MostFaults = 100;

    /// <summary>The faults of <paramref name="body"/>, the first hundred of them; empty when it is sound.</summary>
    public static FieldError[] Faults<T>(this IValidator<T> validator, T body) => [.. validator.Validate(body).Errors.Take(MostFaults).Select(ToFieldError)];

    private static FieldError ToFieldError(ValidationFailure failure) =>
        new(CamelCase(failure.PropertyName), Codes.GetValueOrDefault(failure.ErrorCode, failure.ErrorCode), failure.ErrorMessage);

    // "Budget.Amount" -> "budget.amount", as the field is called in JSON.
    private static string CamelCase(string path) =>
        string.Join('.', path.Split('.').Select(part => part.Length == 0 ? part : char.ToLowerInvariant(part[0]) + part[1..]));
}
