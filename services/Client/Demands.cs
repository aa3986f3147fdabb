namespace Matchmaking.Client;

/// <summary>A technology demand as an enterprise fills it in (企业技术需求征集表).</summary>
public sealed record DemandForm
{
    /// <summary>Who posts it; registered before.</summary>
    public string? EnterpriseCreditCode { get; init; }

    /// <summary>需求名称, 3 to 200 characters.</summary>
    public string? Title { get; init; }

    /// <summary>技术领域: code of 国家重点支持的高新技术领域.</summary>
    public string? Field { get; init; }

    /// <summary>需求内容, up to 20,000 characters.</summary>
    public string? Description { get; init; }

    /// <summary>背景.</summary>
    public string? Background { get; init; }

    /// <summary>现有基础.</summary>
    public string? ExistingFoundation { get; init; }

    /// <summary>主要技术指标.</summary>
    public IReadOnlyList<IndicatorForm>? Indicators { get; init; }

    /// <summary>Technology readiness now, 1 to 9.</summary>
    public int? TrlNow { get; init; }

    /// <summary>Technology readiness wanted, 1 to 9, not below the present one.</summary>
    public int? TrlWanted { get; init; }

    /// <summary>意向投入.</summary>
    public BudgetForm? Budget { get; init; }

    /// <summary>完成期限.</summary>
    public DateOnly? Deadline { get; init; }

    /// <summary>合作方式.</summary>
    public IReadOnlyList<string>? CooperationModes { get; init; }

    /// <summary>public 公开, targeted 定向 or confidential 保密.</summary>
    public string? Visibility { get; init; }

    /// <summary>Credit codes of the institutes a targeted demand is shown to.</summary>
    public IReadOnlyList<string>? TargetInstitutes { get; init; }

    /// <summary>Where the work is, GB/T 2260.</summary>
    public string? RegionCode { get; init; }

    /// <summary>联系方式; stored, never published. Required of a new demand; absent in a revision it stays as it is.</summary>
    public ContactForm? Contact { get; init; }

    /// <summary>True publishes with this request; otherwise the state stays as it is (a new demand is a draft).</summary>
    public bool? Publish { get; init; }

    /// <summary>True keeps the enterprise unnamed to everybody but the bureau until both sides of a match agree (匿名发布).</summary>
    public bool? Anonymous { get; init; }
}

/// <summary>One measurable target.</summary>
public sealed record IndicatorForm
{
    /// <summary>What is measured.</summary>
    public string? Name { get; init; }

    /// <summary>&gt;=, &lt;=, =, &gt;, &lt; or range.</summary>
    public string? Relation { get; init; }

    /// <summary>The bound, or the lower end of a range.</summary>
    public decimal? Value { get; init; }

    /// <summary>Upper end, for a range only.</summary>
    public decimal? Upper { get; init; }

    /// <summary>Unit as written.</summary>
    public string? Unit { get; init; }
}

/// <summary>Money meant for a demand: an amount with its unit, or 面议.</summary>
public sealed record BudgetForm
{
    /// <summary>Above 0 unless negotiable.</summary>
    public decimal? Amount { get; init; }

    /// <summary>yuan or wan_yuan; always explicit, for real forms mix them.</summary>
    public string? Unit { get; init; }

    /// <summary>面议.</summary>
    public bool? Negotiable { get; init; }
}

/// <summary>Whom to ask.</summary>
/// <param name="Name">Name.</param>
/// <param name="Phone">Phone.</param>
/// <param name="Email">Email.</param>
/// <param name="Wechat">微信号.</param>
/// <param name="Position">职务.</param>
public sealed record ContactForm(string? Name, string? Phone = null, string? Email = null, string? Wechat = null, string? Position = null);

/// <summary>A demand as callers see it: the form without the contact, and its state.</summary>
/// <param name="Id">Identity.</param>
/// <param name="Status">draft, in_verification, vetoed, published or closed.</param>
/// <param name="CloseReason">Why it was closed.</param>
/// <param name="Revision">Rises with every change; also the ETag.</param>
/// <param name="Form">What was sent, without the contact; may be sent back as it is with PUT.</param>
/// <param name="ContactOnFile">The contact: in plain where its own organisation reads it, masked for a bureau and in answers to changes; null for others.</param>
/// <param name="CreatedAt">UTC.</param>
/// <param name="UpdatedAt">UTC.</param>
/// <param name="PublishedAt">When it was first published, UTC.</param>
/// <param name="ClosedAt">When it was closed, UTC.</param>
public sealed record DemandView(
    Guid Id,
    string Status,
    string? CloseReason,
    long Revision,
    DemandForm Form,
    ContactForm? ContactOnFile,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    DateTimeOffset? PublishedAt,
    DateTimeOffset? ClosedAt);

/// <summary>One row of the list of demands; the enterprise is null where it stays unnamed to the caller.</summary>
/// <param name="Id">Id.</param>
/// <param name="EnterpriseCreditCode">Enterprise credit code.</param>
/// <param name="Title">Title.</param>
/// <param name="Field">Field.</param>
/// <param name="RegionCode">Region code.</param>
/// <param name="Visibility">Visibility.</param>
/// <param name="Status">Status.</param>
/// <param name="Revision">Revision.</param>
/// <param name="UpdatedAt">Updated at.</param>
public sealed record DemandListItem(
    Guid Id,
    string? EnterpriseCreditCode,
    string Title,
    string? Field,
    string RegionCode,
    string Visibility,
    string Status,
    long Revision,
    DateTimeOffset UpdatedAt);

/// <summary>Why a demand is closed.</summary>
/// <param name="Reason">solved, withdrawn, expired or duplicate.</param>
public sealed record CloseDemandRequest(string? Reason);
