namespace Matchmaking.MatchReview.Tests.Queue;

/// <summary>Somebody who works on the queue.</summary>
internal sealed record ModelledPerson(string Name, bool IsOperator, HttpClient Http);

/// <summary>A match as the rules say it must stand.</summary>
internal sealed class ModelledMatch(Guid id, Guid talent)
{
    // Opinions outlive a match that leaves the queue.
    private List<(string By, string Decision)> away = [];

    public Guid Id => id;

    public Guid Talent => talent;

    public string? Status { get; set; }

    public int Number { get; set; }

    public long List { get; set; }

    public int Revision { get; set; } = 1;

    public bool IsWithdrawn { get; set; }

    public bool Two { get; set; }

    public (string By, DateTimeOffset Until)? Claim { get; set; }

    public List<(string By, string Decision)> Opinions { get; private set; } = [];

    public bool IsHere => Status is not null;

    public bool IsFinal => Status is "accepted" or "rejected";

    public long Tag => (Number * 1_000_000_000_000) + List;

    public string? ClaimAt(DateTimeOffset now) => Claim is { } claim && claim.Until > now ? claim.By : null;

    public bool IsKeptFrom(ModelledPerson by, DateTimeOffset now, bool overrides) => ClaimAt(now) is { } other && other != by.Name && !(overrides && by.IsOperator);

    /// <summary>What a command that works on the match is refused with; null when it is not.</summary>
    public string? Refusal(bool isClosed) => !IsHere ? "match_gone" : IsFinal ? "match_already_decided" : isClosed || IsWithdrawn ? "match_gone" : null;

    /// <summary>What the rules say to a decision; what it does is done here.</summary>
    public string Judge(ModelledPerson by, string decision, bool isClosed, DateTimeOffset now, string? stale)
    {
        if ((Refusal(isClosed) ?? stale ?? (IsKeptFrom(by, now, overrides: true) ? "match_claimed" : null)) is { } refused)
        {
            return refused;
        }

        if (Two || Opinions.Count > 0)
        {
            if (Opinions.Any(opinion => opinion.By == by.Name) || (Opinions.Count == 2 && !by.IsOperator))
            {
                return Opinions.Any(opinion => opinion.By == by.Name) ? "opinion_given" : "match_disputed";
            }

            if (Opinions.Count == 0 || (Opinions.Count == 1 && Opinions[0].Decision != decision))
            {
                Opinions.Add((by.Name, decision));
                Claim = null;
                return Opinions.Count == 1 ? "opinion" : "disputed";
            }
        }

        Decide(decision);
        return decision;
    }

    public void Decide(string decision) => (Status, Number, Claim, Opinions) = (decision, Number + 1, null, []);

    public void Leave()
    {
        if (Status == "pending")
        {
            (Status, Claim, Two, away, Opinions) = (null, null, false, Opinions, []);
        }
    }

    public void Forget() => away = [];

    public void Place(bool isListed, long number)
    {
        if (!isListed)
        {
            Leave();
        }
        else if (Status is null)
        {
            (Status, List, Opinions, away) = ("pending", number, away, []);
        }
        else
        {
            List = number;
        }
    }

    public override string ToString() => $"{Status ?? "gone"} {Number} list {List} claim {Claim} two {Two} opinions {string.Join(' ', Opinions)}";
}
