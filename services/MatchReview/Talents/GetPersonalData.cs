using Dapper;
using Matchmaking.Access;
using Matchmaking.Erasure;
using Matchmaking.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace Matchmaking.MatchReview.Talents;

/// <summary>GET /v1/experts/{id}/personal-data: everything this service holds about an expert, for the institute and the operator; 404 where it does not know whose the expert is.</summary>
public static class GetPersonalData
{
    // Known, but nobody's any more, is an empty text.
    private const string SelectOwner = "select coalesce(institute_code, '') from talent where talent_id = @id";

    private static readonly PersonalStore[] Stores =
    [
        new("talent", "供审核查看的资料", "what reviewers see of the expert", "至专家退出或删除", "until the expert leaves or is erased", "select to_jsonb(t)::text from talent t where talent_id = @Id"),
        // What reviewers wrote for themselves is told by the operator, whom the law binds to tell it, and not to the institute; neither is who watches.
        new("match", "审核队列中的条目、依据与决定", "entries of the review queue with their evidence, and decisions", "至专家删除", "until the expert is erased", "select to_jsonb(m)::text from match m where talent_id = @Id order by ranked_at"),
        new("match_progress", "对接进展", "stages of accepted matches", "至专家删除", "until the expert is erased",
            "select to_jsonb(p)::text from match_progress p join match m using (match_id) where m.talent_id = @Id order by recorded_at"),
        new("match_life", "对接的每一步", "every step of accepted matches", "至专家删除", "until the expert is erased",
            "select (to_jsonb(s) - 'actor')::text from match_life_step s join match m using (match_id) where m.talent_id = @Id order by recorded_at, number"),
        new("match_visit", "实地对接纪要", "visits with their minutes", "至专家删除", "until the expert is erased", "select to_jsonb(v)::text from match_visit v join match m using (match_id) where m.talent_id = @Id order by visited_on"),
        new("match_contract", "技术合同与里程碑", "technology contracts with their milestones", "至专家删除", "until the expert is erased",
            "select (to_jsonb(c) || jsonb_build_object('milestones', (select coalesce(jsonb_agg(to_jsonb(x) order by number), '[]') from match_milestone x where x.match_id = c.match_id)))::text from match_contract c join match m using (match_id) where m.talent_id = @Id order by signed_on"),
        new("match_rating", "评价", "ratings", "至专家删除", "until the expert is erased", "select to_jsonb(r)::text from match_rating r join match m using (match_id) where m.talent_id = @Id order by recorded_at"),
        new("willingness", "双方对接意愿", "whether the sides want to talk", "至专家删除", "until the expert is erased", "select to_jsonb(w)::text from willingness w where talent_id = @Id order by recorded_at"),
        new("match_decision", "历次决定", "every decision of a match", "至专家删除", "until the expert is erased",
            "select to_jsonb(d)::text from match_decision d join match m using (match_id) where m.talent_id = @Id order by d.decided_at"),
        new("match_opinion", "双人评审意见", "opinions of two reviewers", "至专家删除", "until the expert is erased", "select to_jsonb(o)::text from match_opinion o where talent_id = @Id order by given_at"),
        new("match_comment", "评审备注", "comments of reviewers", "至专家删除或退出", "until the expert is erased or leaves", "select to_jsonb(c)::text from match_comment c where talent_id = @Id order by created_at"),
        new("watch", "关注该专家的机构", "organisations that watch the expert", "至关注取消或专家删除", "until the watch ends or the expert is erased", "select to_jsonb(w)::text from watch w where talent_id = @Id order by created_at"),
        new("watch_fit", "因关注而发出的提示", "notices because of a watch", "至关注取消或专家删除", "until the watch ends or the expert is erased", "select to_jsonb(f)::text from watch_fit f where talent_id = @Id order by fitted_at"),
        .. PersonalStore.OfEveryService,
    ];

    private static readonly string[] Internal = ["match_opinion", "match_comment", "watch", "watch_fit"];

    // The same rows without the words and names of reviewers.
    private static readonly PersonalStore[] ForInstitutes =
    [
        .. Stores.Where(store => !Internal.Contains(store.Store))
            .Select(store => store with { Select = store.Select.Replace("to_jsonb(m)::text", "(to_jsonb(m) - 'note' - 'reviewer' - 'claimed_by')::text", StringComparison.Ordinal)
                .Replace("to_jsonb(d)::text", "(to_jsonb(d) - 'note' - 'reviewer' - 'subject')::text", StringComparison.Ordinal)
                .Replace("to_jsonb(p)::text", "(to_jsonb(p) - 'note' - 'recorded_by')::text", StringComparison.Ordinal) }),
    ];

    /// <summary>Maps the endpoint.</summary>
    public static void MapGetPersonalData(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/experts/{id:guid}/personal-data", Handle).WithName("GetReviewPersonalData").WithTags("Experts").Allow(Scopes.ExpertsRead, Roles.Institute, Roles.Operator).WithReadProblems(404);

    // With the worker's eyes: requests have no right to copies of profiles and what was made of them. Whose the expert is, is asked first.
    private static async Task<Results<Ok<PersonalData>, ProblemHttpResult>> Handle(Guid id, Caller caller, NpgsqlDataSource database, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var owner = await connection.QuerySingleOrDefaultAsync<string?>(new CommandDefinition(SelectOwner, new { id }, cancellationToken: cancellation));
        return owner is not null && caller.ActsFor(owner) ? TypedResults.Ok(await PersonalData.Read(connection, "match-review", caller.Roles.Contains(Roles.Operator) ? Stores : ForInstitutes, id, cancellation)) : Problems.ExpertNotKnown(id);
    }
}
