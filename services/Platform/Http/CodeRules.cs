using FluentValidation;

namespace Matchmaking.Platform.Http;

/// <summary>Rules for values that come from a list or have a check digit.</summary>
public static class CodeRules
{
    /// <summary>Not null or empty (<c>required</c>), and sound (<paramref name="code"/>).</summary>
    public static void Required<T>(this IRuleBuilderInitial<T, string?> rule, Func<string?, bool> isValid, string code, string message) =>
        rule.Cascade(CascadeMode.Stop).NotEmpty().Must(isValid).WithErrorCode(code).WithMessage(message);

    /// <summary>Absent, or sound.</summary>
    public static void Optional<T>(this IRuleBuilderInitial<T, string?> rule, Func<string?, bool> isValid, string code, string message) =>
        rule.Must(value => value is null || isValid(value)).WithErrorCode(code).WithMessage(message);

    /// <summary>Each entry sound; the faulty entry is named.</summary>
    public static void Each<T>(this IRuleBuilderInitialCollection<T, string> rule, Func<string?, bool> isValid, string code, string message) =>
        rule.Must(value => value is not null && isValid(value)).WithErrorCode(code).WithMessage(message);

    /// <summary>A list of at most <paramref name="most"/> entries without repeats; null counts as empty.</summary>
    public static void ListOf<T>(this IRuleBuilderInitial<T, IReadOnlyList<string>?> rule, int most, int least = 0) =>
        rule.Cascade(CascadeMode.Stop)
            .Must(list => (list?.Count ?? 0) >= least).WithErrorCode("required").WithMessage($"At least {least} entry is needed.")
            .Must(list => (list?.Count ?? 0) <= most).WithErrorCode("too_many").WithMessage($"At most {most} entries are taken.")
            .Must(list => list is null || list.Distinct(StringComparer.Ordinal).Count() == list.Count).WithErrorCode("repeated").WithMessage("An entry stands twice.");
}
