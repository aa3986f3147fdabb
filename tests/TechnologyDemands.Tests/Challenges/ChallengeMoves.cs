namespace Matchmaking.TechnologyDemands.Tests.Challenges;

/// <summary>What a walk may try, and what the rules say of it.</summary>
internal sealed partial class ChallengeWalk
{
    // Mostly what makes sense where the challenge stands; else anything.
    private Try Choose()
    {
        var sensible = stands.State switch
        {
            "collected" => random.Next(6) switch { 0 => Revise(), 1 => End(), _ => Argue() },
            "returned" => random.Next(5) == 0 ? End() : Revise(),
            "argued" => random.Next(12) == 0 ? End() : Publish(),
            "published" => random.Next(5) switch { 0 => ReviseBid(), 1 when random.Next(3) == 0 => Withdraw(), _ => Bid() },
            "checking" => stands.AllBids.Any(bid => bid.State == "sealed") ? Check() : Draw(),
            "scoring" => random.Next(10) == 0 ? Leave() : Score(),
            "publicity" => random.Next(2) == 0 ? Object() : Rule(),
            "signing" => random.Next(14) == 0 ? Decline() : Sign(),
            "in_progress" => random.Next(8) switch { 0 => Accept(), 1 => Eliminate(), 2 or 3 => Report(), 4 => CheckMilestone(), _ => Pay() },
            "unawarded" or "failed" => random.Next(6) switch { 0 => End(), < 3 => Pay(), _ => Reopen() },
            "completed" or "ended" when random.Next(3) == 0 => CloseNeed(),
            _ => Pay(),
        };
        Func<Try>[] anything = [Argue, Revise, Publish, Reopen, Early, Bid, ReviseBid, Withdraw, Check, Draw, Leave, Score, Object, Rule, Sign, Decline, Report, CheckMilestone, Eliminate, Accept, Pay, Elsewhere];
        return random.Next(5) == 0 ? anything[random.Next(anything.Length)]() : sensible;
    }

    private Try OfChallenge(string verb, HttpClient who, string path, object? body, Func<ChallengeInvariants, bool?> isAllowed) => new(verb, who, HttpMethod.Post, $"/v1/challenges/{way.Id}{path}", body, isAllowed);

    private Try Argue()
    {
        var isSound = random.Next(4) > 0;
        return OfChallenge(
            "argue", way.Bureau, ":argue", new { necessary = isSound, assessable = true, budgetReasonable = true, reasonCodes = isSound ? null : (string[])["not_necessary"] }, s => s.State == "collected");
    }

    private Try Revise() => new(
        "revise", way.Enterprise, HttpMethod.Put, $"/v1/challenges/{way.Id}", new { demandId = way.DemandId, fundYuan = 700_000, subsidyYuan = 300_000, teams = random.Next(1, 4) },
        s => s.State is "collected" or "returned", IsOnce: false);

    private Try Publish()
    {
        var bidsUntil = service.Clock.GetUtcNow().AddDays(8);
        return OfChallenge("publish", way.Bureau, ":publish", new { bidsUntil, endsWithFirst = random.Next(3) == 0 }, s => s.State == "argued" && service.Clock.GetUtcNow().AddMinutes(1) < bidsUntil);
    }

    private Try Reopen()
    {
        var bidsUntil = service.Clock.GetUtcNow().AddDays(8);
        return OfChallenge(
            "reopen", way.Bureau, ":reopen", new { bidsUntil, reasonCodes = (string[])["more_time"] },
            s => s.State is "unawarded" or "failed" && service.Clock.GetUtcNow().AddMinutes(1) < bidsUntil);
    }

    private Try End()
    {
        var isBureau = random.Next(2) == 0;
        return OfChallenge(
            "end", isBureau ? way.Bureau : way.Enterprise, ":end", new { reasonCodes = (string[])["withdrawn"] },
            s => s.State is "collected" or "returned" or "argued"
                || (isBureau && s.State is "published" or "checking" or "scoring" or "publicity" or "signing" or "unawarded" or "failed" && !s.IsContracted));
    }

    private Try CloseNeed() => new(
        "close need", way.Enterprise, HttpMethod.Post, $"/v1/demands/{way.DemandId}/close", new { reason = "withdrawn" }, s => s.Need != "closed" && !s.IsContracted);

    // The end of all: seldom, or no walk would come far.
    private Try Early() => random.Next(4) > 0 ? Elsewhere() : random.Next(2) == 0 ? End() : CloseNeed();

    private Try Elsewhere() => OfChallenge("elsewhere", distant, ":argue", new { necessary = true, assessable = true, budgetReasonable = true }, _ => false);

    private (string Code, HttpClient Http, string Bid) Any()
    {
        var bidder = bidders[random.Next(bidders.Length)];
        var known = stands.AllBids.Where(bid => bid.Code == bidder.Code).Select(bid => bid.Bid).FirstOrDefault();
        return (bidder.Code, bidder.Http, known ?? $"{Guid.Empty}");
    }

    // A bid in one of the states, if there is one.
    private (string Code, HttpClient Http, string Bid) In(params string[] states)
    {
        var found = stands.AllBids.Where(bid => states.Contains(bid.State)).ToArray();
        return found.Length == 0 ? Any() : found[random.Next(found.Length)] is var (code, bid, _) ? (code, bidders.Single(one => one.Code == code).Http, bid) : default;
    }

    private static bool Is(ChallengeInvariants s, string bid, string state) => s.AllBids.Any(one => one.Bid == bid && one.State == state);

    private Try Bid()
    {
        var (code, http, _) = Any();
        return OfChallenge("bid", http, "/bids", Body(), s => s.State == "published" && s.AllBids.All(bid => bid.Code != code || bid.State == "withdrawn"));
    }

    // One in eight costs more than there is.
    private System.Text.Json.Nodes.JsonObject Body() => Way.BidBody("越州研究院", random.Next(8) == 0 ? 1_200_000 : 600_000);

    private Try ReviseBid()
    {
        var (_, http, bid) = In("sealed");
        return new("revise bid", http, HttpMethod.Put, $"/v1/bids/{bid}", Body(), s => s.State == "published" && Is(s, bid, "sealed"), IsOnce: false);
    }

    private Try Withdraw()
    {
        var (_, http, bid) = In("sealed");
        return new("withdraw", http, HttpMethod.Delete, $"/v1/bids/{bid}", null, s => s.State == "published" && Is(s, bid, "sealed"));
    }

    private static Try OfBid(string verb, HttpClient who, string bid, string path, object body, Func<ChallengeInvariants, bool?> isAllowed, bool isOnce = true) =>
        new(verb, who, HttpMethod.Post, $"/v1/bids/{bid}{path}", body, isAllowed, isOnce);

    // Failed: that a bid may pass hangs on its price, which the invariants see.
    private Try Check()
    {
        var (_, _, bid) = In("sealed");
        var passes = random.Next(6) > 0;
        return passes
            ? OfBid("pass", way.Bureau, bid, ":check", new { passed = true }, s => s.State == "checking" && Is(s, bid, "sealed") && service.Database.Scalar<bool>(
                "select price_yuan <= 1000000 from bid_content where bid_id = @bid", new { bid = Guid.Parse(bid) }).GetAwaiter().GetResult())
            : OfBid("reject", way.Bureau, bid, ":check", new { passed = false, reasonCodes = (string[])["price_above_funds"] }, s => s.State == "checking" && Is(s, bid, "sealed"));
    }

    private Try Draw() => OfChallenge("draw", way.Bureau, "/panel:draw", null, s => s.State == "checking" && s.AllBids.All(bid => bid.State != "sealed") ? null : false);

    private (HttpClient Http, string Account) Member()
    {
        var seats = stands.AllSeats.Where(seat => !seat.HasScored || random.Next(6) == 0).ToArray();
        var (account, organisation) = seats.Length > 0 ? seats[random.Next(seats.Length)] is var seat ? (seat.Account, seat.Organisation) : default : service.Pool[random.Next(service.Pool.Length)] is var one ? (one.Account, one.Organisation) : default;
        return (service.Account("institute", organisation, account), account);
    }

    private static bool MayScore(ChallengeInvariants s, string account) => s.State == "scoring" && s.AllSeats.Any(seat => seat.Account == account && !seat.HasScored);

    private Try Leave()
    {
        var (http, account) = Member();
        return OfChallenge("leave", http, "/panel:leave", new { reasonCodes = (string[])["no_capacity"] }, s => MayScore(s, account));
    }

    private Try Score()
    {
        var (http, account) = Member();
        var letters = Enumerable.Range(0, stands.AllBids.Count(bid => bid.State == "passed")).Select(place => $"{(char)('A' + place)}").DefaultIfEmpty("A").ToArray();
        return OfChallenge(
            "score", http, "/scores", new { scores = letters.Select(letter => random.Next(45, 100) is var mark ? new { letter, marks = new { feasibility = mark, plan = mark, price = mark } } : null).ToArray() },
            s => MayScore(s, account) && s.AllBids.Count(bid => bid.State == "passed") == letters.Length);
    }

    private Try Object()
    {
        var (_, _, bid) = In("awarded");
        var (who, code) = random.Next(3) == 0 ? (stranger, "") : bidders[random.Next(bidders.Length)] is var one ? (one.Http, one.Code) : default;
        var hasObjected = code.Length == 0 ? (Func<ChallengeInvariants, bool>)(s => s.Objectors.Split(',').Any(other => other.Length > 0 && bidders.All(bidder => bidder.Code != other))) : s => s.Objectors.Contains(code, StringComparison.Ordinal);
        return OfChallenge("object", who, "/objections", new { bidId = bid, reasonCodes = (string[])["procedure"], text = "程序" }, s => s.State == "publicity" && service.Clock.GetUtcNow() < s.Until && Is(s, bid, "awarded") && !hasObjected(s));
    }

    private Try Rule()
    {
        var open = stands.Objections.Split(',', StringSplitOptions.RemoveEmptyEntries);
        var objection = open.Length == 0 ? $"{Guid.Empty}" : open[random.Next(open.Length)];
        return OfChallenge(
            "rule", way.Bureau, $"/objections/{objection}:rule", new { upheld = random.Next(3) == 0, text = "核查" }, s => s.State == "publicity" && s.Objections.Contains(objection, StringComparison.Ordinal));
    }

    private (HttpClient Who, string Party) PartyOf(HttpClient team) => Parties[random.Next(3)] is var party ? (party switch { "enterprise" => way.Enterprise, "team" => team, _ => way.Bureau }, party) : default;

    private Try Sign()
    {
        var (_, team, bid) = In("awarded");
        var (who, party) = PartyOf(team);
        return OfBid("sign", who, bid, ":sign", new { contractNumber = "1", amountYuan = 600_000 }, s => s.State == "signing" && Is(s, bid, "awarded") && !s.HasSigned(bid, party));
    }

    private Try Decline()
    {
        var (_, team, bid) = In("awarded");
        var (who, _) = PartyOf(team);
        return OfBid("decline", who, bid, ":decline", new { text = "放弃" }, s => s.State == "signing" && Is(s, bid, "awarded"));
    }

    private static bool IsAtWork(ChallengeInvariants s, string bid) => s.State == "in_progress" && Is(s, bid, "signed");

    private Try Report()
    {
        var ((_, team, bid), milestone) = (In("signed"), random.Next(1, 3));
        return OfBid("report", team, bid, $"/milestones/{milestone}:report", new { text = "报告" }, s => IsAtWork(s, bid) && s.LastOf(bid, milestone) is null or "missed");
    }

    private Try CheckMilestone()
    {
        var ((_, _, bid), milestone, isReached) = (In("signed"), random.Next(1, 3), random.Next(3) > 0);
        return OfBid(
            "check milestone", way.Bureau, bid, $"/milestones/{milestone}:check", new { reached = isReached, reasonCodes = isReached ? null : (string[])["late"], text = "核查" },
            s => IsAtWork(s, bid) && s.LastOf(bid, milestone) == "reported");
    }

    private Try Eliminate()
    {
        var (_, _, bid) = In("signed");
        return OfBid("eliminate", way.Bureau, bid, ":eliminate", new { reasonCodes = (string[])["lagging"], text = "落后" }, s => IsAtWork(s, bid) && s.HasMissed(bid));
    }

    private Try Accept()
    {
        var (_, _, bid) = In("signed");
        return OfBid(
            "accept", way.Bureau, bid, ":accept", new { measurements = new[] { new { indicator = 1, value = random.Next(80, 95), measuredBy = "检测中心", measuredOn = "2026-11-20" } } }, s => IsAtWork(s, bid));
    }

    private Try Pay()
    {
        var kind = ((string[])["milestone", "milestone", "acceptance", "acceptance", "clawback"])[random.Next(5)];
        var (_, _, bid) = kind == "clawback" ? In("failed", "eliminated") : In("signed", "accepted");
        var source = kind == "clawback" || random.Next(2) == 0 ? "subsidy" : "enterprise";
        var amounts = kind == "acceptance" ? (int[])[180_000, 420_000, 120_000, 280_000, 80_000] : kind == "clawback" ? [10_000] : [100_000, 72_000, 140_000, 168_000];
        // By chance alone the sums of a whole contract are rarely hit: mostly what is left of a side is paid, as people would.
        var amount = kind == "acceptance" && random.Next(3) > 0 && Rest(bid, source) is > 0 and var rest ? rest : amounts[random.Next(amounts.Length)];
        return OfBid(
            $"pay {kind}", way.Bureau, bid, "/payments",
            new { kind, milestone = kind == "milestone" ? 1 : (int?)null, source, amountYuan = amount, reference = "回单", paidOn = "2026-11-21" }, _ => null, isOnce: false);
    }

    private decimal Rest(string bid, string source) => service.Database.Scalar<decimal>(
        "select @share - coalesce(sum(amount_yuan), 0) from bid_payment where bid_id = @bid and source = @source and kind <> 'clawback'",
        new { share = source == "subsidy" ? 180_000 : 420_000, bid = Guid.Parse(bid), source }).GetAwaiter().GetResult();
}
