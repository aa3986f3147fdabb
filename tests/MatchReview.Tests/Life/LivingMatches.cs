using Dapper;
using Matchmaking.Harness;
using Matchmaking.MatchReview.Life;
using Matchmaking.Platform.Messaging;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Matchmaking.MatchReview.Tests.Life;

/// <summary>Things that happen to accepted matches.</summary>
internal static class LivingMatches
{
    public static Task<HttpResponseMessage> Say(this ServiceUnderTest<Program> service, Guid match, string side, bool willing) =>
        service.Post($"/v1/matches/{match}/willingness", new { willing, side });

    public static Task<HttpResponseMessage> SetMilestone(this ServiceUnderTest<Program> service, Guid match) =>
        service.Post($"/v1/matches/{match}/milestones", new { title = "样机下线", dueOn = "2026-12-31" });

    public static Task<HttpResponseMessage> Reach(this ServiceUnderTest<Program> service, Guid match, int number) =>
        service.Post($"/v1/matches/{match}/milestones/{number}:reach", new { reachedOn = "2026-12-30", evidence = "检测报告" });

    public static Task<HttpResponseMessage> Rate(this ServiceUnderTest<Program> service, Guid match, string side) =>
        service.Post($"/v1/matches/{match}/ratings", new { stars = 4, comment = "按时", side });

    /// <summary>A contact was read, as the consumer of the event tells the machine; true where that led on.</summary>
    public static async Task<bool> ReadContact(this ServiceUnderTest<Program> service, Guid match)
    {
        await using var connection = await service.Database.Source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        // Held as the consumer of the event holds it.
        await connection.ExecuteAsync("select pg_advisory_xact_lock(190, hashtext(@match::text))", new { match }, transaction);
        var step = await service.Services.GetRequiredService<Lives>().Tell(new ContactRead(match, LifeChange.ByService(transaction, DateTimeOffset.UtcNow)), default);
        await transaction.CommitAsync();
        return step is not null;
    }

    /// <summary>The worker that looks for what is overdue, by the clock of the test.</summary>
    public static EndOverdue Watch(this ServiceUnderTest<Program> service, TimeProvider clock) => new(
        service.Database.Source,
        service.Services.GetRequiredService<Lives>(),
        service.Services.GetRequiredService<Outbox>(),
        clock,
        service.Services.GetRequiredService<IOptionsMonitor<LifeOptions>>(),
        NullLogger<EndOverdue>.Instance);

    /// <summary>What both sides last said; who has said nothing is not willing.</summary>
    public static async Task<(bool Enterprise, bool Institute)> Willing(this ServiceUnderTest<Program> service, Guid match)
    {
        await using var connection = await service.Database.Source.OpenConnectionAsync();
        return await connection.QuerySingleAsync<(bool, bool)>(
            "select coalesce(bool_or(willing) filter (where side = 'enterprise'), false), coalesce(bool_or(willing) filter (where side = 'institute'), false) from willingness where match_id = @match", new { match });
    }

    public static async Task<string> State(this ServiceUnderTest<Program> service, Guid match) =>
        (string)(await (await service.Http.GetAsync(new Uri($"/v1/matches/{match}/life", UriKind.Relative))).Json())["state"]!;
}
