using System.Reflection;
using System.Text.Json.Nodes;
using MassTransit;
using Matchmaking.Contracts.Contacts;
using Matchmaking.Contracts.Identity;
using Matchmaking.Contracts.MatchReview;
using Matchmaking.Contracts.TalentProfiles;
using Matchmaking.Contracts.TechnologyDemands;
using Matchmaking.Harness;

namespace Matchmaking.Webhooks.Tests.Notices;

/// <summary>At every turn everybody concerned is told once: what happened, why, and whose turn it is.</summary>
public sealed class TurnsTests(WebhooksUnderTest service) : IClassFixture<WebhooksUnderTest>
{
    // Told to nobody, and why.
    private static readonly Dictionary<string, string> Untold = new(StringComparer.Ordinal)
    {
        ["TalentPublished"] = "the institute did it itself",
        ["TalentWithdrawn"] = "the institute did it itself; matches that it ends are told of",
        ["InstrumentListed"] = "the owner did it itself",
        ["MatchesRanked"] = "told of when the list can be read, ListQueued",
        ["ModelTrained"] = "of the platform",
        ["ModelPromoted"] = "of the platform",
        ["OrganisationApproved"] = "its people sign in by then; before, it has no inbox",
        ["OrganisationSuspended"] = "its people get no token to read it with",
        ["PersonErasureRequested"] = "of the platform; the certificate tells the institute",
        ["PersonErased"] = "of the platform",
    };

    private static readonly DateTimeOffset At = DateTimeOffset.UtcNow.AddMinutes(-1);

    private readonly string enterprise = CreditCodes.Next();
    private readonly string institute = CreditCodes.Next();
    private readonly (Guid Demand, Guid Match, Guid Talent) of = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());

    [Fact]
    public void Every_event_is_told_or_it_is_said_why_not()
    {
        var followed = typeof(Program).Assembly.GetTypes().SelectMany(type => type.GetInterfaces())
            .Where(type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IConsumer<>)).Select(type => type.GetGenericArguments()[0].Name).ToHashSet(StringComparer.Ordinal);
        var events = typeof(MatchDecided).Assembly.GetTypes().Where(type => type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Length > 0
            && (type.Name.EndsWith("ed", StringComparison.Ordinal) || type.Name.EndsWith("Withdrawn", StringComparison.Ordinal))).Select(type => type.Name);

        Assert.All(events, name => Assert.True(followed.Contains(name) || Untold.ContainsKey(name), $"Nobody is told of {name}, and nobody says why not."));
    }

    [Theory]
    [InlineData("accepted", "对接已通过。原因：技术匹配。现需您处理。", "对接已通过。原因：技术匹配。现需您处理。")]
    [InlineData("rejected", "对接未通过。原因：技术匹配。", "专家的一项对接未通过。原因：技术匹配。")]
    [InlineData("held", "对接暂缓。原因：技术匹配。现由管理部门处理。", "专家的一项对接暂缓。原因：技术匹配。现由管理部门处理。")]
    public async Task Both_sides_learn_how_a_match_was_decided_and_why(string decision, string told, string toldInstitute)
    {
        await Known();
        await service.Tell(Told.Decision(of.Demand, of.Talent, decision, of.Match));

        var (own, theirs) = (Assert.Single(await Inbox("enterprise", enterprise, $"match={of.Match}")), Assert.Single(await Inbox("institute", institute, $"expert={of.Talent}")));
        Assert.Equal((told, toldInstitute), ((string)own["text"]!, (string)theirs["text"]!));
        Assert.Equal(("good_fit", "技术匹配"), ((string)own["reasons"]![0]!["code"]!, (string)own["reasons"]![0]!["text"]!));
        if (decision != "accepted")
        {
            // Of which need, the institute may not know.
            Assert.DoesNotContain($"{of.Demand}", theirs.ToJsonString(), StringComparison.Ordinal);
            Assert.DoesNotContain($"{of.Match}", theirs.ToJsonString(), StringComparison.Ordinal);
            Assert.Equal($"/api/v1/experts/{of.Talent}/outcomes", (string)theirs["href"]!);
        }
    }

    [Fact]
    public async Task Each_turn_of_a_match_is_told_to_whom_it_concerns_in_both_languages()
    {
        await Known();
        (object Event, string? Own, string? Theirs)[] turns =
        [
            (new MatchProgressed(of.Match, of.Demand, of.Talent, "visited", [], At), "The sides have met. It is your turn now.", "The sides have met. It is your turn now."),
            (new MatchProgressed(of.Match, of.Demand, of.Talent, "ended", ["price"], At), "The match has ended. Why: Price.", "The match has ended. Why: Price."),
            (new ContactsAgreed(of.Match, of.Demand, of.Talent, enterprise, institute, true, 1, At), "Both sides are willing; each may read the other's contact. It is your turn now.", "Both sides are willing; each may read the other's contact. It is your turn now."),
            (new ContactsAgreed(of.Match, of.Demand, of.Talent, enterprise, institute, false, 2, At), "The contacts are disclosed no more.", "The contacts are disclosed no more."),
            (new MatchStalled(of.Match, of.Demand, of.Talent, "accepted", new(2099, 1, 2, 3, 4, 5, TimeSpan.Zero), At), "The match stands still: both sides are to say whether they are willing. It is your turn now. Until 2099-01-02 03:04 UTC.", "The match stands still: both sides are to say whether they are willing. It is your turn now. Until 2099-01-02 03:04 UTC."),
            (new ContactDisclosed(of.Match, "enterprise", At, institute, of.Talent), null, "The enterprise has read the expert's contact. It is the enterprise's turn now."),
            (new ContactDisclosed(of.Match, "enterprise", At.AddSeconds(5), institute, of.Talent), null, null),
            (new ContactDisclosed(of.Match, "institute", At, enterprise, of.Demand), "The institute has read the need's contact. It is the institute's turn now.", null),
            (new MatchRated(of.Match, of.Demand, of.Talent, "enterprise", 5, At), null, "The enterprise has rated the work."),
            (new MatchRated(of.Match, of.Demand, of.Talent, "institute", 4, At), "The institute has rated the work.", null),
            (new ListQueued(of.Demand, enterprise, Guid.NewGuid(), "scorecard/1", 0, "no_candidates", At), "There is no expert to suggest yet. Why: No expert who may be ranked shares a term with the need. The platform goes on matching and tells what it finds; nothing is to be done.", null),
            (new WatchFitted(Guid.NewGuid(), institute, "institute", of.Match, of.Demand, of.Talent, 2, 61.5, At), null, "A new need fits an expert who is watched (rank 2)."),
            (new WatchFitted(Guid.NewGuid(), enterprise, "enterprise", of.Match, of.Demand, of.Talent, 1, 61.5, At), "A new expert fits a need that is watched (rank 1).", null),
        ];
        foreach (var (told, own, theirs) in turns)
        {
            var (before, beforeTheirs) = ((await Texts("enterprise", enterprise)).Count, (await Texts("institute", institute)).Count);
            await service.Tell(told);
            await service.Tell(told);
            Assert.Equal(own is null ? [] : [own], (await Texts("enterprise", enterprise)).SkipLast(before));
            Assert.Equal(theirs is null ? [] : [theirs], (await Texts("institute", institute)).SkipLast(beforeTheirs));
        }
    }

    [Fact]
    public async Task A_need_is_told_of_through_its_verification_its_opening_and_its_end()
    {
        var demand = Told.Demand(of.Demand, enterprise);
        await service.Tell(new VerificationAdvanced(of.Demand, enterprise, 1, 1, "filing", "submitted", null, "department", [], At));
        await service.Tell(new VerificationAdvanced(of.Demand, enterprise, 2, 1, "department", "returned", "filing", null, ["figures_unsupported"], At));
        await service.Tell(demand);
        await service.Tell(demand with { Revision = 2 });
        await service.Tell(new DemandClosed(of.Demand, 3, "solved", At));
        await service.Tell(demand with { Revision = 4 });

        Assert.Equal(
            [
                "需求已提交审核。现由部门初审处理。", "需求被退回。原因：数据缺少依据。现需您处理。", "需求已发布，进入匹配。平台将继续匹配，有结果即通知，无需操作。", "需求已关闭。原因：已解决。",
                "需求已发布，进入匹配。平台将继续匹配，有结果即通知，无需操作。",
            ],
            await Eventually.Get(() => Texts("enterprise", enterprise, "zh", "sort=id"), texts => texts.Count == 5, "not every turn was told"));
    }

    [Theory]
    [InlineData(1, 2, 3, 4)]
    [InlineData(4, 3, 2, 1)]
    [InlineData(2, 1, 4, 3)]
    [InlineData(3, 4, 1, 2)]
    [InlineData(1, 3, 2, 4)]
    public async Task Each_opening_is_told_whatever_comes_first(params int[] order)
    {
        var demand = Told.Demand(of.Demand, enterprise);
        object[] news = [demand, demand with { Revision = 2 }, new DemandClosed(of.Demand, 3, "solved", At), demand with { Revision = 4 }];
        foreach (var place in order.Concat(order))
        {
            await service.Tell(news[place - 1]);
        }

        var told = await Eventually.Get(
            () => service.Database.Column<string>("select type || ' ' || state from notice where demand_id = @Demand order by 1", new { of.Demand }), rows => rows.Count >= 3, "not every turn was told");
        Assert.Equal(["matchmaking.demand.closed solved", "matchmaking.demand.published open", "matchmaking.demand.published open"], told);
    }

    [Fact]
    public async Task What_comes_before_it_is_known_whose_it_is_waits_and_arrives()
    {
        await service.Tell(Told.Decision(of.Demand, of.Talent, "rejected", of.Match));
        Assert.Empty(await Inbox("enterprise", enterprise, ""));
        await Known();
        Assert.Single(await Eventually.Get(() => Inbox("enterprise", enterprise, $"match={of.Match}"), inbox => inbox.Count == 1, "the notice never came"));
        Assert.Single(await Inbox("institute", institute, $"expert={of.Talent}"));
    }

    [Fact]
    public async Task A_challenge_is_told_to_its_poster_each_bid_to_its_bidder_and_a_seat_to_its_account()
    {
        var (challenge, bid, panellist, loser, off) = (Guid.NewGuid(), Guid.NewGuid(), $"acc-{Guid.NewGuid():N}", CreditCodes.Next(), CreditCodes.Next());
        await service.Tell(new ChallengeAdvanced(challenge, of.Demand, enterprise, 6, 1, "publicity", [], new(2099, 1, 2, 3, 4, 5, TimeSpan.Zero), At));
        await service.Tell(new BidAdvanced(bid, challenge, enterprise, institute, 3, "awarded", [], At));
        await service.Tell(new BidAdvanced(Guid.NewGuid(), challenge, enterprise, loser, 3, "not_awarded", ["lower_score"], At));
        await service.Tell(new BidAdvanced(Guid.NewGuid(), challenge, enterprise, off, 2, "called_off", ["public_interest"], At));
        await service.Tell(new BidAdvanced(bid, challenge, enterprise, institute, 4, "signed", [], At));
        await service.Tell(new BidAdvanced(bid, challenge, enterprise, institute, 5, "quite_new", [], At));
        await service.Tell(new PanelMemberInvited(challenge, 1, 4, loser, panellist, At.AddDays(5), At));

        string[] posted = ["The work on the bid stands at: quite_new.", "The work on the bid stands at: signed.", "The challenge stands at: published for objections. Until 2099-01-02 03:04 UTC."];
        Assert.Equal(posted, await Texts("enterprise", enterprise));
        Assert.Equal(["榜单状态：公示。截止时间：2099-01-02 11:04（北京时间）。"], (await Texts("enterprise", enterprise, "zh", "sort=id")).Take(1));
        Assert.Equal(["The bid stands at: quite_new.", "The bid stands at: signed.", "The bid stands at: chosen."], await Texts("institute", institute));
        var lost = Assert.Single(await Inbox("institute", loser, ""));
        Assert.Equal(("揭榜状态：未中榜。原因：得分较低。", "not_awarded", $"{challenge}"), ((string)lost["text"]!, (string)lost["state"]!, (string)lost["challengeId"]!));
        Assert.Equal("揭榜状态：随榜单终止。原因：公共利益需要。", (string)Assert.Single(await Inbox("institute", off, ""))["text"]!);
        Assert.Equal(["The bid stands at: ended with its challenge. Why: The public interest requires it."], await Texts("institute", off));
        using var person = service.With(TestIssuer.Token("institute", loser, null, null, panellist));
        var invited = Assert.Single((await (await person.GetAsync(new Uri("/v1/notices?actionNeeded=true", UriKind.Relative))).Json())["items"]!.AsArray());
        Assert.Equal(("account", "matchmaking.panel.invited"), ((string)invited!["addressee"]!, (string)invited["type"]!));
    }

    [Fact]
    public async Task A_booking_is_told_to_who_books_and_to_the_owner_with_the_reason()
    {
        var booking = Guid.NewGuid();
        BookingChanged Step(int number, string state, string? reason = null) => new(
            booking, number, Guid.NewGuid(), institute, enterprise, "330604", "330602", new(2099, 1, 2, 1, 0, 0, TimeSpan.Zero), new(2099, 1, 2, 3, 0, 0, TimeSpan.Zero), state, null, null, reason, "owner", At);
        await service.Tell(Step(1, "requested"));
        await service.Tell(Step(2, "confirmed"));
        await service.Tell(Step(2, "confirmed"));
        await service.Tell(Step(3, "cancelled", "breakdown"));

        Assert.Equal(
            ["仪器预约已取消。原因：故障。", "仪器预约已确认。", "仪器预约已申请。现由仪器管理单位处理。截止时间：2099-01-02 09:00（北京时间）。"],
            (await Inbox("enterprise", enterprise, "")).Select(notice => (string)notice["text"]!));
        Assert.Equal(
            ["The booking of the instrument was cancelled. Why: It broke down.", "The booking of the instrument is confirmed.", "An instrument is asked for. It is your turn now. Until 2099-01-02 01:00 UTC."],
            await Texts("institute", institute));
        var asked = (await Inbox("institute", institute, "sort=id"))[0];
        Assert.Equal(("owner", true, $"{booking}", $"/api/v1/bookings/{booking}"), ((string)asked["addressee"]!, (bool)asked["actionNeeded"]!, (string)asked["bookingId"]!, (string)asked["href"]!));
    }

    [Fact]
    public async Task A_list_that_says_the_same_as_the_one_before_is_no_news()
    {
        foreach (var (matches, abstention) in new (int, string?)[] { (0, "no_candidates"), (0, "no_candidates"), (3, "thin_evidence"), (4, null), (5, null), (3, "thin_evidence") })
        {
            await service.Tell(Told.List(of.Demand, enterprise, matches, abstention));
        }

        Assert.Equal(["empty", "unclear", "ready", "unclear"], (await Inbox("enterprise", enterprise, "sort=id")).Select(notice => (string)notice["state"]!));
    }

    [Fact]
    public async Task A_bureau_is_told_of_what_is_late_in_its_regions()
    {
        await service.Tell(new MatchEscalated(of.Match, of.Demand, of.Talent, "330604", null, At, At, At));
        await service.Tell(new MatchReminded(of.Match, of.Demand, of.Talent, "330604", 1, At, At));
        await service.Tell(new MatchStalled(of.Match, of.Demand, of.Talent, "agreed", null, At, "330604"));
        async Task<int> Seen(string role, params string[] regions)
        {
            using var http = service.With(TestIssuer.Token(role, ServiceUnderTest<Program>.Bureau, null, regions, "r1"));
            return (await (await http.GetAsync(new Uri($"/v1/notices?match={of.Match}", UriKind.Relative))).Json())["items"]!.AsArray().Count;
        }

        Assert.Equal((3, 3, 0, 3), (await Seen("reviewer"), await Seen("reviewer", "3306"), await Seen("reviewer", "11"), await Seen("operator")));
        Assert.Empty(await Inbox("enterprise", enterprise, $"match={of.Match}"));
    }

    [Fact]
    public async Task Nothing_that_is_told_names_anybody()
    {
        await Known();
        await service.Tell(Told.Decision(of.Demand, of.Talent, "accepted", of.Match));
        Assert.DoesNotContain(Told.Personal, string.Concat((await Inbox("enterprise", enterprise, "")).Select(notice => notice.ToJsonString())), StringComparison.Ordinal);
        Assert.Equal(0, await service.Database.Scalar<long>("select count(*) from notice n where n::text like @personal", new { personal = $"%{Told.Personal}%" }));
    }

    private async Task Known()
    {
        await service.Tell(Told.Demand(of.Demand, enterprise));
        await service.Tell(Told.Talent(of.Talent, institute));
        // Two follow the need; its opening is told by the other.
        await Eventually.Get(() => service.Database.Scalar<long>("select count(*) from party where party_id in (@Demand, @Talent) and organisation is not null", new { of.Demand, of.Talent }), known => known == 2, "nobody knows whose they are");
    }

    private async Task<IReadOnlyList<JsonNode>> Inbox(string role, string organisation, string query)
    {
        using var http = service.As(role, organisation);
        return [.. (await (await http.GetAsync(new Uri($"/v1/notices?limit=100&{query}", UriKind.Relative))).Json())["items"]!.AsArray().Select(notice => notice!)];
    }

    // Newest first; without the openings of needs, which come by themselves.
    private async Task<IReadOnlyList<string>> Texts(string role, string organisation, string language = "en", string sort = "sort=-id")
    {
        var notices = (await Inbox(role, organisation, sort)).Where(notice => language == "zh" || (string)notice["type"]! != "matchmaking.demand.published");
        return [.. notices.Select(notice => (string)notice[language == "zh" ? "text" : "textEnglish"]!)];
    }
}
