using Dapper;
using MassTransit;
using Matchmaking.Contracts.Identity;
using Matchmaking.Platform.Messaging;
using Npgsql;

namespace Matchmaking.TalentProfiles.Institutes;

/// <summary>Enters an institute that a bureau has approved, so that it can register experts. One that stands already keeps what was entered here. Keeps the seat of every organisation, by which bookings are priced.</summary>
public sealed class FollowOrganisationsConsumer(NpgsqlDataSource database) : IConsumer<OrganisationApproved>
{
    private const string InsertInstitute = """
        insert into institute (credit_code, name, region_code, kind, created_at, updated_at)
        values (@CreditCode, @Name, @RegionCode, @InstituteKind, @ApprovedAt, @ApprovedAt)
        on conflict on constraint institute_credit_code_unique do nothing
        """;

    private const string KeepSeat = """
        insert into organisation_seat (credit_code, region_code, revision) values (@CreditCode, @RegionCode, @Revision)
        on conflict on constraint organisation_seat_once do update set region_code = excluded.region_code, revision = excluded.revision where organisation_seat.revision < excluded.revision
        """;

    /// <inheritdoc />
    public async Task Consume(ConsumeContext<OrganisationApproved> context)
    {
        var cancellation = context.CancellationToken;
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        if (!await Inbox.TryReceive(transaction, context.MessageId!.Value, nameof(FollowOrganisationsConsumer), cancellation))
        {
            return;
        }

        if (context.Message.Kind == "institute")
        {
            await connection.ExecuteAsync(new CommandDefinition(InsertInstitute, context.Message, transaction, cancellationToken: cancellation));
        }

        await connection.ExecuteAsync(new CommandDefinition(KeepSeat, context.Message, transaction, cancellationToken: cancellation));
        await transaction.CommitAsync(cancellation);
    }
}
