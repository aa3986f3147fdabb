using Dapper;
using Matchmaking.Access;
using Matchmaking.Erasure;
using Matchmaking.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace Matchmaking.Webhooks.Events;

/// <summary>GET /v1/experts/{id}/personal-data: everything this service holds about an expert, for the institute and the operator; 404 where it does not know whose the expert is.</summary>
public static class GetPersonalData
{
    // Known, but nobody's any more, is an empty text.
    private const string SelectOwner = "select coalesce(organisation, '') from party where party_id = @id";

    private static readonly PersonalStore[] Stores =
    [
        new("party", "专家所属机构，用于推送", "whose the expert is, to tell the institute", "至专家删除", "until the expert is erased", "select to_jsonb(p)::text from party p where party_id = @Id"),
        new("event", "推送的事件", "events that were sent", "30 天", "30 days", "select (to_jsonb(e) || jsonb_build_object('body', body::jsonb))::text from event e where body like '%' || @Id::text || '%' order by occurred_at"),
        new("delivery", "推送记录", "deliveries of these events", "30 天", "30 days",
            "select jsonb_build_object('eventId', d.event_id, 'organisation', d.organisation, 'state', d.state, 'createdAt', d.created_at)::text from delivery d join event e using (event_id) where e.body like '%' || @Id::text || '%'"),
        new("notice", "发给机构的通知", "notices to organisations", "365 天", "365 days", "select to_jsonb(n)::text from notice n where talent_id = @Id order by occurred_at"),
        .. PersonalStore.OfEveryService,
    ];

    /// <summary>Maps the endpoint.</summary>
    public static void MapGetPersonalData(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/experts/{id:guid}/personal-data", Handle).WithName("GetWebhookPersonalData").WithTags("Experts").Allow(Scopes.ExpertsRead, Roles.Institute, Roles.Operator).WithReadProblems(404);

    // With the worker's eyes: requests have no right to copies of profiles and what was made of them. Whose the expert is, is asked first.
    private static async Task<Results<Ok<PersonalData>, ProblemHttpResult>> Handle(Guid id, Caller caller, NpgsqlDataSource database, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var owner = await connection.QuerySingleOrDefaultAsync<string?>(new CommandDefinition(SelectOwner, new { id }, cancellationToken: cancellation));
        return owner is not null && caller.ActsFor(owner) ? TypedResults.Ok(await PersonalData.Read(connection, "webhooks", Stores, id, cancellation)) : Problems.ExpertNotKnown(id);
    }
}
