using Dapper;
using Matchmaking.Contracts.TechnologyDemands;
using Matchmaking.Platform.Messaging;
using Matchmaking.Platform.Storage;
using Npgsql;

namespace Matchmaking.TechnologyDemands.Demands;

/// <summary>Tells followers of demands: the one place that turns stored demands into events.</summary>
internal static class DemandEvents
{
    private const string SelectDemands = $"""
        select {DemandRow.Columns}, e.name as EnterpriseName, e.region_code as EnterpriseRegion, e.industry as EnterpriseIndustry
        from demand join (select credit_code, name, region_code, industry from enterprise) e on e.credit_code = enterprise_code
        where demand_id = any(@demandIds) and status = 'published'
        order by demand_id
        """;

    // Until the end of the transaction nobody renames it: a new demand is not seen by who does, and would keep the former name for ever.
    private const string SelectEnterprise = "select credit_code, name, region_code, industry from enterprise where credit_code = $1 for share";

    /// <summary>The enterprise as it is told of, held as it is until the transaction ends; null when none is registered under <paramref name="creditCode"/>.</summary>
    public static async Task<DemandEnterprise?> HoldEnterprise(NpgsqlTransaction transaction, string creditCode, CancellationToken cancellation)
    {
        await using var reader = await Deferral.Read(transaction, SelectEnterprise, cancellation, creditCode);
        return await reader.ReadAsync(cancellation) ? new DemandEnterprise(reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetString(3)) : null;
    }

    /// <summary>Puts <see cref="DemandPublished"/> into the outbox for a demand that is stored in the same transaction.</summary>
    public static Task Announce(NpgsqlTransaction transaction, DemandRow row, DemandForm form, DemandEnterprise enterprise, DateTimeOffset now, CancellationToken cancellation) =>
        Outbox.Add(transaction, new DemandPublished(row.DemandId, row.Revision, Open(form, enterprise), now, First(row)), cancellation);

    /// <summary>Puts <see cref="DemandPublished"/> into the outbox for each of <paramref name="demandIds"/> that stands published.</summary>
    public static async Task Announce(NpgsqlTransaction transaction, Guid[] demandIds, DateTimeOffset now, CancellationToken cancellation)
    {
        if (demandIds.Length == 0)
        {
            return;
        }

        var rows = await transaction.Connection!.QueryAsync<DemandRow, EnterpriseColumns, DemandPublished>(
            new CommandDefinition(SelectDemands, new { demandIds }, transaction, cancellationToken: cancellation),
            (row, enterprise) => new DemandPublished(
                row.DemandId, row.Revision, Open(row.Form(), new DemandEnterprise(row.EnterpriseCode, enterprise.EnterpriseName, enterprise.EnterpriseRegion, enterprise.EnterpriseIndustry)), now, First(row)),
            splitOn: "EnterpriseName");
        foreach (var message in rows)
        {
            await Outbox.Add(transaction, message, cancellation);
        }
    }

    /// <summary>Puts <see cref="DemandClosed"/> into the outbox.</summary>
    public static Task Withdraw(NpgsqlTransaction transaction, Guid demandId, long revision, string reason, DateTimeOffset now, CancellationToken cancellation) =>
        Outbox.Add(transaction, new DemandClosed(demandId, revision, reason, now), cancellation);

    private static DateTimeOffset? First(DemandRow row) => row.PublishedAt is { } at ? new DateTimeOffset(DateTime.SpecifyKind(at, DateTimeKind.Utc)) : null;

    private static OpenDemand Open(DemandForm form, DemandEnterprise enterprise) =>
        new(
            enterprise,
            form.Title!,
            form.Field,
            form.Description!,
            form.Background,
            form.ExistingFoundation,
            [.. (form.Indicators ?? []).Select(i => new DemandIndicator(i.Name!, i.Relation!, i.Value!.Value, i.Upper, i.Unit))],
            form.TrlNow,
            form.TrlWanted,
            form.Budget?.Yuan(),
            form.Budget?.Negotiable ?? false,
            form.Deadline,
            form.CooperationModes!,
            form.Visibility!,
            form.TargetInstitutes ?? [],
            form.RegionCode!,
            form.Anonymous ?? false);

    private sealed record EnterpriseColumns(string EnterpriseName, string EnterpriseRegion, string EnterpriseIndustry);
}
