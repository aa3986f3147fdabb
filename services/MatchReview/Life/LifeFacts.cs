using Dapper;
using Npgsql;

namespace Matchmaking.MatchReview.Life;

/// <summary>Writes what a stage is made of.</summary>
internal static class LifeFacts
{
    private const string InsertVisit = "insert into match_visit (match_id, visited_on, participants, minutes) values (@id, @VisitedOn, @Participants, @Minutes)";

    private const string InsertContract = """
        insert into match_contract (match_id, kind, registration_number, amount_yuan, transaction_amount_yuan, signed_on, expires_on)
        values (@id, @Kind, @RegistrationNumber, @AmountYuan, @TransactionAmountYuan, @SignedOn, @ExpiresOn)
        on conflict on constraint match_contract_registration do nothing
        """;

    /// <summary>Stores a visit, after its stage.</summary>
    internal static Task Add(NpgsqlTransaction transaction, Guid id, VisitForm visit, CancellationToken cancellation) =>
        transaction.Connection!.ExecuteAsync(new CommandDefinition(InsertVisit, new { id, visit.VisitedOn, visit.Participants, visit.Minutes }, transaction, cancellationToken: cancellation));

    /// <summary>Stores a contract, after its stage; false where another has its registration number.</summary>
    internal static async Task<bool> Add(NpgsqlTransaction transaction, Guid id, ContractForm contract, CancellationToken cancellation) =>
        await transaction.Connection!.ExecuteAsync(new CommandDefinition(
            InsertContract,
            new { id, contract.Kind, contract.RegistrationNumber, contract.AmountYuan, contract.TransactionAmountYuan, contract.SignedOn, contract.ExpiresOn },
            transaction,
            cancellationToken: cancellation)) == 1;
}
