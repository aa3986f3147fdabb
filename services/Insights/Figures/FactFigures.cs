using Dapper;
using Npgsql;

namespace Matchmaking.Insights.Figures;

/// <summary>Figures that are computed from facts.</summary>
internal static class FactFigures
{
    // Where a fact counts is what was known of its subject then, not what is known now.
    internal const string Taken = """
        fact f left join lateral (
            select s.organisation, s.region_code from subject_state s where s.subject = f.subject and s.known_at <= @AsOf order by s.revision desc limit 1) s on true
        where f.kind = @Kind and f.known_at <= @AsOf and (@Reason::text is null or f.reason_codes @> array[@Reason])
          and (@Region::text is null or starts_with(s.region_code, @Region)) and (@Organisation::text is null or s.organisation = @Organisation)
        """;

    private const string SelectSums = $"""
        select p.name as Period, sums.* from unnest(@Names, @Froms::date[], @Tos::date[]) p (name, from_day, to_day)
        cross join lateral (
            select count(*) as Facts, count(distinct s.organisation) as Organisations, count(distinct f.talent_id) as Experts,
                   coalesce(sum(f.amount_yuan), 0) as AmountYuan, coalesce(sum(f.transaction_yuan), 0) as TransactionYuan
            from {Taken} and f.day >= p.from_day and f.day < p.to_day) sums
        """;

    /// <summary>The figure in each of <paramref name="periods"/>; 0 where nothing happened.</summary>
    public static async Task<Dictionary<string, decimal>> Of(NpgsqlConnection connection, Measure measure, Scope scope, IReadOnlyCollection<Period> periods, CancellationToken cancellation)
    {
        var asked = new
        {
            measure.Kind,
            measure.Reason,
            scope.AsOf,
            scope.Region,
            scope.Organisation,
            Names = periods.Select(period => period.Name).ToArray(),
            Froms = periods.Select(period => period.From.ToDateTime(TimeOnly.MinValue)).ToArray(),
            Tos = periods.Select(period => period.To.ToDateTime(TimeOnly.MinValue)).ToArray(),
        };
        var rows = await connection.QueryAsync<FactSums>(new CommandDefinition(SelectSums, asked, cancellationToken: cancellation));
        return rows.ToDictionary(row => row.Period, measure.Of, StringComparer.Ordinal);
    }
}
