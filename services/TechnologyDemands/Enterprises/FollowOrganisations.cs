using Dapper;
using MassTransit;
using Matchmaking.Contracts.Identity;
using Matchmaking.Platform.Messaging;
using Npgsql;

namespace Matchmaking.TechnologyDemands.Enterprises;

/// <summary>Enters an enterprise that a bureau has approved, so that it can post needs. One that stands already keeps what was entered here.</summary>
public sealed class FollowOrganisationsConsumer(NpgsqlDataSource database) : IConsumer<OrganisationApproved>
{
    private const string InsertEnterprise = """
        insert into enterprise (credit_code, name, region_code, industry, created_at, updated_at)
        values (@CreditCode, @Name, @RegionCode, @Industry, @ApprovedAt, @ApprovedAt)
        on conflict on constraint enterprise_credit_code_unique do nothing
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

        if (context.Message.Kind == "enterprise")
        {
            await connection.ExecuteAsync(new CommandDefinition(InsertEnterprise, context.Message, transaction, cancellationToken: cancellation));
        }

        await transaction.CommitAsync(cancellation);
    }
}
