using Dapper;
using MassTransit;
using Matchmaking.Contracts.MatchReview;
using Matchmaking.Harness;

namespace Matchmaking.MatchReview.Tests;

/// <summary>What a test does with the service.</summary>
internal static class Review
{
    /// <summary>Delivers the events one after another, each when the one before has had its effect.</summary>
    public static async Task Tell(this ServiceUnderTest<Program> service, params object[] events)
    {
        foreach (var message in events)
        {
            var id = Guid.NewGuid();
            await service.Send(message, id);
            await service.Received(id);
        }
    }

    /// <summary>Delivers one event under a message id and does not wait.</summary>
    public static Task Send(this ServiceUnderTest<Program> service, object message, Guid messageId) =>
        service.Bus.Bus.Publish(message, message.GetType(), Pipe.Execute<PublishContext>(context => context.MessageId = messageId));

    /// <summary>A demand with one list; answers the id of the match of each expert.</summary>
    public static async Task<(Guid Demand, Guid[] Talents, Guid[] Matches)> Queue(this ServiceUnderTest<Program> service, int talents = 2)
    {
        var demand = Guid.NewGuid();
        Guid[] ids = [.. Enumerable.Range(0, talents).Select(_ => Guid.NewGuid())];
        await service.Tell([Told.Demand(demand), .. ids.Select(id => Told.Talent(id)), Told.List(demand, 1, ids)]);
        return (demand, ids, [.. (await service.Matches(demand)).Select(m => m.Id)]);
    }

    /// <summary>The stored matches of a demand by rank.</summary>
    public static async Task<IReadOnlyList<StoredMatch>> Matches(this ServiceUnderTest<Program> service, Guid demand)
    {
        await using var connection = await service.Database.Source.OpenConnectionAsync();
        return (await connection.QueryAsync<StoredMatch>(
            """
            select match_id as Id, talent_id as Talent, status as Status, rank as Rank, score as Score, ranking_digest as Digest, list_number as List
            from match where demand_id = @demand order by rank, score desc
            """,
            new { demand })).AsList();
    }

    public static Task<HttpResponseMessage> Decide(
        this ServiceUnderTest<Program> service, Guid match, string decision = "accepted", string reviewer = "审核员甲", string? key = null) =>
        service.Post($"/v1/matches/{match}/decision", new { decision, reasonCodes = (string[])["good_fit"], reviewer }, key);

    /// <summary>The same by another caller, as the match was seen.</summary>
    public static async Task<HttpResponseMessage> Decide(this HttpClient http, Guid match, string decision = "accepted", string ifMatch = "*", string reviewer = "审核员甲", string reason = "good_fit", DateTimeOffset? remindAt = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/v1/matches/{match}/decision")
        {
            Content = System.Net.Http.Json.JsonContent.Create(new { decision, reasonCodes = (string[])[reason], reviewer, remindAt }),
        };
        request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        return await http.SendAsync(request);
    }

    /// <summary>A reviewer of the bureau with an account of one's own.</summary>
    public static HttpClient Person(this ServiceUnderTest<Program> service, string subject, string role = "reviewer", string[]? regions = null) =>
        service.With(TestIssuer.Token(role, ServiceUnderTest<Program>.Bureau, null, regions, subject));

    /// <summary>Ids of the matches of a demand that the list shows.</summary>
    public static async Task<Guid[]> Listed(this HttpClient http, Guid demand, string query) =>
        [.. (await (await http.GetAsync(new Uri($"/v1/matches?demand={demand}&{query}", UriKind.Relative))).Json())["items"]!.AsArray().Select(item => (Guid)item!["id"]!)];

    /// <summary>POST without a body.</summary>
    public static Task<HttpResponseMessage> Act(this HttpClient http, Guid match, string verb) => http.PostAsync(new Uri($"/v1/matches/{match}:{verb}", UriKind.Relative), null);

    /// <summary>A match as JSON, and its ETag.</summary>
    public static async Task<(System.Text.Json.Nodes.JsonNode View, string? Tag)> Read(this HttpClient http, Guid match)
    {
        using var answer = await http.GetAsync(new Uri($"/v1/matches/{match}", UriKind.Relative));
        return (await answer.Json(), answer.Headers.ETag?.Tag);
    }

    /// <summary>MatchDecided for a match.</summary>
    public static Task<IReadOnlyList<MatchDecided>> Decided(this ServiceUnderTest<Program> service, Guid match) => service.Sent<MatchDecided>(match, m => m.MatchId);

    /// <summary>A match that a reviewer has accepted.</summary>
    public static async Task<Guid> AcceptedMatch(this ServiceUnderTest<Program> service)
    {
        var (_, _, ids) = await service.Queue(1);
        (await service.Decide(ids[0])).EnsureSuccessStatusCode();
        return ids[0];
    }

    public static Task<HttpResponseMessage> Progress(this ServiceUnderTest<Program> service, Guid match, string stage, string? key = null) =>
        service.Post($"/v1/matches/{match}/progress", Stage(stage), key);

    /// <summary>A sound record of a stage.</summary>
    public static System.Text.Json.Nodes.JsonObject Stage(string stage)
    {
        var body = new System.Text.Json.Nodes.JsonObject { ["stage"] = stage, ["reasonCodes"] = new System.Text.Json.Nodes.JsonArray("price"), ["recordedBy"] = "联络员甲" };
        if (stage == "contract")
        {
            body["contract"] = new System.Text.Json.Nodes.JsonObject { ["kind"] = "development", ["amountYuan"] = 600_000, ["transactionAmountYuan"] = 480_000.5m, ["signedOn"] = "2026-06-30" };
        }

        return body;
    }

    /// <summary>MatchProgressed for a match.</summary>
    public static Task<IReadOnlyList<MatchProgressed>> Progressed(this ServiceUnderTest<Program> service, Guid match) => service.Sent<MatchProgressed>(match, m => m.MatchId);

    public sealed record StoredMatch(Guid Id, Guid Talent, string Status, int Rank, double Score, string Digest, long List);
}
