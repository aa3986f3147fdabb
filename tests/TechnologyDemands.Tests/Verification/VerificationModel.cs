using System.Collections.Immutable;

namespace Matchmaking.TechnologyDemands.Tests.Verification;

/// <summary>Somebody who acts in a walk.</summary>
/// <param name="Account">Nobody else's.</param>
/// <param name="Http">With the account's token.</param>
/// <param name="Files">May publish, revise, close and withdraw needs.</param>
/// <param name="Levels">May verify on these.</param>
/// <param name="IsElsewhere">Another enterprise, or a reviewer of another region: sees none of the needs.</param>
internal sealed record Actor(string Account, HttpClient Http, bool Files, string[] Levels, bool IsElsewhere = false);

/// <summary>What somebody tries.</summary>
/// <param name="Actor">Who.</param>
/// <param name="Verb">publish, revise, close, withdraw, pass, return, veto or lift.</param>
/// <param name="Level">Of the last four.</param>
/// <param name="To">Of a return.</param>
/// <param name="Revision">If-Match; null for any.</param>
internal sealed record Command(Actor Actor, string Verb, string? Level, string? To, long? Revision)
{
    public bool IsFiling => Verb is "publish" or "revise" or "close" or "withdraw";

    public override string ToString() => $"{Actor.Account} {Verb} {Level} {To} if {Revision?.ToString() ?? "*"}";
}

/// <summary>A step as the model remembers it.</summary>
internal sealed record ModelStep(int Round, string Level, string Account);

/// <summary>What the rules say of one need, written down without a look at the service: no database, no clock, and not its code.</summary>
internal sealed record VerificationModel(string[] Chain)
{
    private static readonly string[] Order = ["filing", "department", "third_party", "committee"];

    public string Demand { get; init; } = "draft";

    public long Revision { get; init; } = 1;

    public int Round { get; init; }

    public string Status { get; init; } = "not_submitted";

    public string? Waiting { get; init; }

    public ImmutableList<ModelStep> Steps { get; init; } = [];

    public string State => $"{Demand}/{Revision}/{Round}/{Status}/{Waiting}/{Steps.Count}";

    /// <summary>What must be answered, and what stands afterwards.</summary>
    public (string Code, VerificationModel Next) Try(Command command) => Refusal(command) is { } code ? (code, this) : ("ok", Done(command) with { Revision = Revision + 1 });

    private string? Refusal(Command command)
    {
        var stale = command.Revision is { } seen && seen != Revision ? "revision_changed" : null;
        if (command.IsFiling ? !command.Actor.Files : command.Actor.Levels.Length == 0)
        {
            return "not_allowed";
        }

        if (!command.IsFiling && !command.Actor.Levels.Contains(command.Level))
        {
            return "not_of_this_level";
        }

        if (command.Actor.IsElsewhere)
        {
            return "demand_not_found";
        }

        return command.Verb switch
        {
            "publish" => stale ?? (Demand == "published" ? "demand_already_published" : Closed() ?? Verifying()),
            "revise" => stale ?? Closed() ?? Verifying(),
            "close" => stale ?? Closed(),
            "lift" when Demand != "vetoed" => "verification_not_waiting",
            "lift" when Rank(command.Level) < Rank(Steps[^1].Level) => "veto_of_higher_level",
            "lift" => stale ?? Person(command),
            _ when Demand != "in_verification" => "verification_not_waiting",
            "withdraw" => stale ?? Person(command),
            _ when command.Level != Waiting => "verification_moved",
            "return" when command.To != "filing" && !Chain.Contains(command.To) => "validation_failed",
            _ => stale ?? Person(command),
        };
    }

    private string? Closed() => Demand == "closed" ? "demand_closed" : null;

    private string? Verifying() => Demand == "in_verification" ? "demand_in_verification" : Demand == "vetoed" ? "demand_vetoed" : null;

    private string? Person(Command command)
    {
        var level = command.IsFiling ? "filing" : command.Level;
        return level != "filing" && Steps.Exists(step => step.Account == command.Actor.Account && step.Level == "filing") ? "filer_does_not_verify"
            : Steps.Exists(step => step.Round == Round && step.Account == command.Actor.Account && step.Level != level) ? "verified_on_another_level"
            : null;
    }

    private VerificationModel Done(Command command) => command.Verb switch
    {
        "publish" or "revise" when command.Verb == "publish" || Demand == "published" => Chain.Length == 0
            ? this with { Demand = "published" }
            : (this with { Demand = "in_verification", Round = Round + 1, Status = "waiting", Waiting = Chain[0] }).By(command, "filing"),
        "revise" => this,
        "close" => this with { Demand = "closed", Status = Status == "waiting" ? "closed" : Status, Waiting = null },
        "withdraw" => (this with { Demand = "draft", Status = "withdrawn", Waiting = null }).By(command, "filing"),
        "pass" when command.Level == Chain[^1] => (this with { Demand = "published", Status = "passed", Waiting = null }).By(command, command.Level),
        "pass" => (this with { Waiting = Chain[Array.IndexOf(Chain, command.Level) + 1] }).By(command, command.Level!),
        "return" when command.To == "filing" => (this with { Demand = "draft", Status = "returned", Waiting = null }).By(command, command.Level!),
        "return" => (this with { Waiting = command.To }).By(command, command.Level!),
        "veto" => (this with { Demand = "vetoed", Status = "vetoed", Waiting = null }).By(command, command.Level!),
        "lift" => (this with { Demand = "draft", Status = "lifted" }).By(command, command.Level!),
        _ => throw new InvalidOperationException(command.Verb),
    };

    private VerificationModel By(Command command, string level) => this with { Steps = Steps.Add(new ModelStep(Round, level, command.Actor.Account)) };

    private static int Rank(string? level) => Array.IndexOf(Order, level);
}
