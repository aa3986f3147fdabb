using Matchmaking.Contracts.TalentProfiles;
using Matchmaking.Platform.Messaging;
using Npgsql;

namespace Matchmaking.TalentProfiles.Experts;

/// <summary>Tells followers of experts: the one place that turns stored experts into events.</summary>
internal static class ExpertEvents
{
    // An institute may have thousands of experts with long texts; they are read and written in portions.
    private const int Portion = 200;

    /// <summary>Puts <see cref="TalentPublished"/> into the outbox for each of <paramref name="expertIds"/> that is active.</summary>
    public static async Task Announce(NpgsqlTransaction transaction, IReadOnlyCollection<Guid> expertIds, DateTimeOffset now, CancellationToken cancellation)
    {
        foreach (var portion in expertIds.Chunk(Portion))
        {
            var experts = await ExpertSnapshot.Read(transaction.Connection!, transaction, portion, cancellation);
            await Outbox.AddAll(transaction, [.. experts.Where(expert => expert.WithdrawnAt is null).Select(expert => Published(expert, now))], cancellation);
        }
    }

    /// <summary>As for many, and answers what was announced.</summary>
    public static async Task<ExpertSnapshot> Announce(NpgsqlTransaction transaction, Guid expertId, DateTimeOffset now, CancellationToken cancellation)
    {
        var expert = (await ExpertSnapshot.Read(transaction.Connection!, transaction, [expertId], cancellation))[0];
        if (expert.WithdrawnAt is null)
        {
            await Outbox.Add(transaction, Published(expert, now), cancellation);
        }

        return expert;
    }

    /// <summary>Puts <see cref="TalentWithdrawn"/> into the outbox.</summary>
    public static Task Withdraw(NpgsqlTransaction transaction, ExpertSnapshot expert, DateTimeOffset now, CancellationToken cancellation) =>
        Outbox.Add(transaction, new TalentWithdrawn(expert.Id, expert.Revision, now), cancellation);

    private static TalentPublished Published(ExpertSnapshot expert, DateTimeOffset now) => new(expert.Id, expert.Revision, Profile(expert), now);

    private static TalentProfile Profile(ExpertSnapshot expert) => new(
        expert.Name,
        new TalentInstitute(expert.InstituteCode, expert.InstituteName, expert.InstituteRegion, expert.InstituteKind),
        expert.Title,
        expert.Degree,
        expert.Disciplines,
        expert.Fields,
        expert.ResearchDirections,
        expert.Text,
        expert.ServiceModes,
        expert.RegionsServed,
        expert.Capacity,
        expert.Consent,
        [.. expert.Achievements().Select(a => new TalentAchievement(a.Id, a.Kind, a.Title, a.Date, a.Role, a.Text, a.AmountYuan))]);
}
