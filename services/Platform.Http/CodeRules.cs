using System.Linq.Expressions;
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

    /// <summary>
    /// A list of <paramref name="least"/> to <paramref name="most"/> entries without repeats, each sound; null counts as empty. A list that
    /// is too long is not gone through: a body of nothing but wrong entries would cost far more to answer than to send.
    /// </summary>
    public static void EachOf<T>(
        this AbstractValidator<T> form, Expression<Func<T, IReadOnlyList<string>?>> list, int least, int most, Func<string?, bool> isValid, string code, string message)
    {
        form.RuleFor(list).Cascade(CascadeMode.Stop)
            .Must(entries => (entries?.Count ?? 0) >= least).WithErrorCode("required").WithMessage($"At least {least} entry is needed.")
            .Must(entries => (entries?.Count ?? 0) <= most).WithErrorCode("too_many").WithMessage($"At most {most} entries are taken.")
            .Must(entries => entries is null || entries.Distinct(StringComparer.Ordinal).Count() == entries.Count).WithErrorCode("repeated").WithMessage("An entry stands twice.");
        form.WhenShort(list, most, entries => form.RuleForEach(entries).Must(entry => entry is not null && isValid(entry)).WithErrorCode(code).WithMessage(message));
    }

    /// <summary>As for codes: at most <paramref name="most"/> parts, gone through only then; repeats are taken.</summary>
    public static void EachOf<T, TPart>(this AbstractValidator<T> form, Expression<Func<T, IReadOnlyList<TPart>?>> list, int most, IValidator<TPart> part)
    {
        form.RuleFor(list).Must(parts => parts is null || parts.Count <= most).WithErrorCode("too_many").WithMessage($"At most {most} entries are taken.");
        form.WhenShort(list, most, parts => form.RuleForEach(parts).NotNull().SetValidator(part));
    }

    private static void WhenShort<T, TEntry>(
        this AbstractValidator<T> form, Expression<Func<T, IReadOnlyList<TEntry>?>> list, int most, Action<Expression<Func<T, IEnumerable<TEntry>>>> rules)
    {
        var entries = list.Compile();
        form.When(body => entries(body) is { } found && found.Count <= most, () => rules(Expression.Lambda<Func<T, IEnumerable<TEntry>>>(list.Body, list.Parameters)));
    }
}
