using Dapper;

namespace Matchmaking.Harness;

/// <summary>A review queue as large as wanted, straight into the tables of MatchReview: what a list of a few hundred matches hides shows among 100,000.</summary>
public static class QueueTables
{
    // A third of the needs is in one city and half of the fields are two, as in the public needs; six in ten matches wait.
    private const string Fill = """
        insert into demand (demand_id, revision, title, field, region_code, enterprise_code, enterprise_name, visibility, target_institutes)
        select md5('d' || i)::uuid, 1, '某企业的第' || i || '项技术需求', (array['403', '403', '804', '804', '602', '101', '201', '70102', '80402', '503'])[1 + i % 10],
               (array['330604', '330604', '330604', '330602', '330200', '330100', '320281', '320200', '110101', '540100'])[1 + (i / 10) % 10], 'E' || i % (1 + @Demands / 5), '某企业', 'public', '{}'
        from generate_series(1, @Demands) i;
        insert into talent (talent_id, revision, name, title, degree, institute_code, institute, region_code)
        select md5('t' || i)::uuid, 1, '专家' || i, '教授', 'doctor', 'I' || i % 50, '某研究院', '330600' from generate_series(0, @Demands * 2 - 1) i;
        insert into ranked_list (demand_id, demand_revision, list_number, ranking_id, ranking_digest, ranked_at)
        select demand_id, 1, 1, gen_random_uuid(), 'scorecard/1', now() from demand;
        create temp table made on commit drop as
        select md5('m' || i || ' ' || k)::uuid as id, md5('d' || i)::uuid as demand_id, md5('t' || (i * 131 + k * 17) % (@Demands * 2))::uuid as talent_id, k as rank,
               round((95 - 3.5 * k + 5 * random())::numeric, 3)::float8 as score, now() - interval '10 days' * ((i * 37 % 1000) / 1000.0) as queued_at,
               case when dice < 60 then 'pending' when dice < 75 then 'accepted' when dice < 85 then 'held' else 'rejected' end as status, dice
        from generate_series(1, @Demands) i, generate_series(1, 20) k, lateral (select (i * 7919 + k * 104729) % 100 as dice) d;
        insert into match (match_id, demand_id, talent_id, demand_revision, list_number, talent_revision, ranking_id, ranking_digest, ranked_at, rank, score, parts, evidence, missing,
                           acceptance_probability, status, reason_codes, note, reviewer, decided_at, decision_number, queued_at, due_at, escalated_at, claimed_by, claimed_until, opinions, remind_at, reminded_at)
        select id, demand_id, talent_id, 1, 1, 1, gen_random_uuid(), 'scorecard/1', queued_at, rank, score,
               (select jsonb_agg(jsonb_build_object('feature', 'feature_' || n, 'family', 'findable', 'points', n, 'maxPoints', 20, 'reason', '研究方向与需求一致，近五年有成果', 'reasonEnglish', 'Works on what is needed', 'learned', 0)) from generate_series(1, 10) n),
               (select jsonb_agg(jsonb_build_object('kind', 'paper', 'achievementId', gen_random_uuid(), 'title', '轧光工艺研究', 'date', '2024-05-01', 'sentence', '提出低张力轧光工艺，车速提高后布面不出现极光。', 'terms', jsonb_build_array('轧光', '工艺'))) from generate_series(1, 3) n),
               '["水洗后光泽保持率"]', case when dice % 3 = 0 then null else score / 120 end, status,
               case when status <> 'pending' then array['good_fit'] end, case when status <> 'pending' then '材料对得上' end, case when status <> 'pending' then '评审' || dice end,
               case when status <> 'pending' then queued_at + interval '1 day' end, case when status <> 'pending' then 1 end, queued_at, queued_at + interval '72 hours',
               case when status = 'pending' and queued_at < now() - interval '72 hours' then queued_at + interval '72 hours' end,
               case when dice < 3 then 'reviewer-' || rank end, case when dice < 3 then now() + interval '3 hours' end, case when dice = 5 then 1 when dice = 6 then 2 else 0 end,
               case when status = 'held' then now() + interval '60 days' * (dice % 7 - 1) end, case when status = 'held' and dice % 7 <= 1 then now() end
        from made;
        insert into match_decision (match_id, number, decision, reason_codes, note, reviewer, subject, remind_at, list_number, rank, score, ranking_digest, decided_at)
        select match_id, 1, status, reason_codes, note, reviewer, 'reviewer-1', remind_at, list_number, rank, score, ranking_digest, decided_at from match where status <> 'pending';
        insert into match_opinion (match_id, round, place, demand_id, talent_id, decision, reason_codes, note, reviewer, subject, given_at)
        select id, 1, place, demand_id, talent_id, case when status = 'pending' then (array['accepted', 'rejected'])[place] else status end, '{good_fit}', null, '评审', 'reviewer-' || place, queued_at
        from made, generate_series(1, 2) place where (dice = 5 and place = 1) or dice = 6 or dice in (62, 90);
        insert into match_comment (comment_id, match_id, demand_id, talent_id, text, author, created_at)
        select gen_random_uuid(), id, demand_id, talent_id, '请补充水洗数据', 'reviewer-1', now() from made, generate_series(1, 3) where dice in (10, 11, 70);
        """;

    /// <summary>Fills the tables of a service that has none of it yet: 20 matches for each demand.</summary>
    public static async Task Make(TestDatabase database, int demands)
    {
        await using var connection = await database.Source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await connection.ExecuteAsync(new CommandDefinition(Fill, new { Demands = demands }, transaction, commandTimeout: 600));
        await transaction.CommitAsync();
        await connection.ExecuteAsync("vacuum analyze");
    }
}
