namespace Matchmaking.Harness;

/// <summary>What a role reaches through an endpoint.</summary>
public enum Reach
{
    /// <summary>The endpoint refuses the role, whatever is asked for.</summary>
    None,

    /// <summary>The endpoint lets the role in and shows nothing of these things.</summary>
    Hidden,

    /// <summary>What is the caller's own; another organisation's is refused or does not show.</summary>
    Own,

    /// <summary>Everybody's.</summary>
    All,
}

/// <summary>An endpoint and what each role reaches through it. Address and body hold fill-ins such as {demand}, which name things of one organisation or of another.</summary>
/// <param name="Operation">operationId of the OpenAPI document.</param>
/// <param name="Method">HTTP method.</param>
/// <param name="Path">Address.</param>
/// <param name="Enterprise">What an enterprise reaches.</param>
/// <param name="Institute">What an institute reaches.</param>
/// <param name="Reviewer">What a reviewer reaches.</param>
/// <param name="Operator">What an operator reaches.</param>
/// <param name="Body">As sent; null for none.</param>
public sealed record AccessRow(string Operation, string Method, string Path, Reach Enterprise, Reach Institute, Reach Reviewer, Reach Operator, string? Body = null)
{
    /// <summary>Content type of the body.</summary>
    public string ContentType { get; init; } = "application/json";

    /// <summary>True where a reviewer who is limited to a region sees nothing of other regions.</summary>
    public bool IsOfARegion { get; init; }

    /// <summary>The fill-in by which an answer is known to show what was asked for.</summary>
    public string Marker { get; init; } = "{marker}";

    /// <summary>Anybody may call it, without a token.</summary>
    public bool IsOpen { get; init; }

    /// <summary>Statuses beside 2xx that mean that the caller got through.</summary>
    public IReadOnlyList<int> Through { get; init; } = [];

    /// <summary>What <paramref name="role"/> reaches.</summary>
    public Reach Of(string role) => role switch
    {
        "enterprise" => Enterprise,
        "institute" => Institute,
        "reviewer" => Reviewer,
        "operator" => Operator,
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, "No such role."),
    };

    /// <inheritdoc />
    public override string ToString() => $"{Operation} ({Method} {Path})";
}
