using Dapper;
using Matchmaking.Access;
using Matchmaking.Erasure;
using Matchmaking.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace Matchmaking.Ranking;

/// <summary>GET /v1/experts/{id}/personal-data: everything this service holds about an expert, for the institute and the operator; 404 where it does not know whose the expert is.</summary>
public static class GetPersonalData
{
    // Known, but nobody's any more, is an empty text.
    private const string SelectOwner = "select coalesce(institute_code, '') from candidate where talent_id = @id";

    private static readonly PersonalStore[] Stores =
    [
        new("candidate", "排序用的资料副本", "copy of the profile, for ranking", "至专家退出或删除", "until the expert leaves or is erased", "select to_jsonb(c)::text from candidate c where talent_id = @Id"),
        new("ranked_list", "保存的排序名单中该专家的条目", "the expert's entry in every list ever made: place, score, parts, evidence", "至专家删除", "until the expert is erased",
            """
            select jsonb_build_object('rankingId', l.ranking_id, 'demandId', l.demand_id, 'rankedAt', l.ranked_at, 'rankingDigest', l.ranking_digest, 'entry', entry)::text
            from ranked_list l cross join jsonb_array_elements(l.matches) entry
            where l.matches @> jsonb_build_array(jsonb_build_object('talentId', @Id::text)) and entry ->> 'talentId' = @Id::text
            order by l.ranked_at
            """),
        new("listed", "当前名单", "present lists", "随名单更新", "until the list changes", "select jsonb_build_object('demandId', demand_id)::text from listed where talent_id = @Id"),
        new("shown_pair", "训练用特征（单精度浮点，小端，base64，按 featureNames 的顺序）", "features to learn from: floats of 4 bytes, little-endian, base64, in the order of featureNames", "至撤回同意、退出或删除", "until consent is taken back, the expert leaves or is erased",
            """
            select jsonb_build_object('rankingId', p.ranking_id, 'rank', p.rank, 'scorecard', p.scorecard, 'features', encode(p.features, 'base64'), 'featureNames', s.names)::text
            from shown_pair p join ranked_list l using (ranking_id) left join feature_set s on s.digest = l.feature_set where p.talent_id = @Id
            """),
        new("decision", "审核决定：占用承接能力并用于训练", "decisions of reviewers: engagements, and labels to learn from", "至专家删除", "until the expert is erased", "select (to_jsonb(d) - 'change_xid')::text from decision d where talent_id = @Id order by decided_at"),
        new("outcome", "对接进展：用于训练", "stages of accepted matches, to learn from", "至专家删除", "until the expert is erased",
            "select (to_jsonb(o) - 'change_xid')::text from outcome o join decision d using (match_id) where d.talent_id = @Id order by progressed_at"),
        .. PersonalStore.OfEveryService,
    ];

    /// <summary>Maps the endpoint.</summary>
    public static void MapGetPersonalData(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/experts/{id:guid}/personal-data", Handle).WithName("GetRankingPersonalData").WithTags("Experts").Allow(Scopes.ExpertsRead, Roles.Institute, Roles.Operator).WithReadProblems(404);

    // With the worker's eyes: requests have no right to copies of profiles and what was made of them. Whose the expert is, is asked first.
    private static async Task<Results<Ok<PersonalData>, ProblemHttpResult>> Handle(Guid id, Caller caller, NpgsqlDataSource database, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var owner = await connection.QuerySingleOrDefaultAsync<string?>(new CommandDefinition(SelectOwner, new { id }, cancellationToken: cancellation));
        return owner is not null && caller.ActsFor(owner) ? TypedResults.Ok(await PersonalData.Read(connection, "ranking", Stores, id, cancellation)) : Problems.ExpertNotRanked(id);
    }
}
