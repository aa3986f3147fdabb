namespace Matchmaking.MatchReview.Tests.Life;

/// <summary>What a life is meant to be, in the fewest words: a value that commands are tried on. The service is held against it.</summary>
internal sealed record LifeModel
{
    public static readonly string[] Commands =
    [
        "enterprise yes", "enterprise no", "institute yes", "institute no", "read", "visited", "agreement", "contract", "milestone", "reach", "acceptance", "rate enterprise", "rate institute", "ended", "overdue",
    ];

    public string State { get; init; } = "accepted";

    public bool Enterprise { get; init; }

    public bool Institute { get; init; }

    public int Milestones { get; init; }

    public int Reached { get; init; }

    public bool EnterpriseRated { get; init; }

    public bool InstituteRated { get; init; }

    public bool Reminded { get; init; }

    private bool BeforeTheyMet => State is "accepted" or "willing" or "disclosed";

    /// <summary>What a command leads to, and whether it is taken.</summary>
    public (LifeModel Next, bool IsTaken) Try(string command) => command switch
    {
        "enterprise yes" or "enterprise no" when State != "ended" => ((this with { Enterprise = command.EndsWith("yes", StringComparison.Ordinal) }).Talked(this), true),
        "institute yes" or "institute no" when State != "ended" => ((this with { Institute = command.EndsWith("yes", StringComparison.Ordinal) }).Talked(this), true),
        "read" when State == "willing" => (To("disclosed"), true),
        "visited" when BeforeTheyMet => (To("visited"), true),
        "agreement" when BeforeTheyMet || State == "visited" => (To("agreed"), true),
        "contract" when State == "agreed" => (To("contracted"), true),
        "milestone" when State == "contracted" => (this with { Milestones = Milestones + 1 }, true),
        "reach" when State == "contracted" && Reached < Milestones => (this with { Reached = Reached + 1 }, true),
        "acceptance" when State == "contracted" && Reached == Milestones => (To("completed"), true),
        "rate enterprise" when State == "completed" && !EnterpriseRated => ((this with { EnterpriseRated = true }).Judged(), true),
        "rate institute" when State == "completed" && !InstituteRated => ((this with { InstituteRated = true }).Judged(), true),
        "ended" when State != "ended" => (To("ended"), true),
        "overdue" when State == "accepted" && Reminded => (To("ended"), true),
        "overdue" when State is not ("rated" or "ended") => (this with { Reminded = true }, true),
        _ => (this, false),
    };

    private LifeModel To(string state) => this with { State = state, Reminded = false };

    private LifeModel Talked(LifeModel before) =>
        (before.Enterprise && before.Institute, Enterprise && Institute) switch
        {
            (false, true) when State == "accepted" => To("willing"),
            (true, false) when State is "willing" or "disclosed" => To("accepted"),
            _ => this,
        };

    private LifeModel Judged() => EnterpriseRated && InstituteRated ? To("rated") : this;
}
