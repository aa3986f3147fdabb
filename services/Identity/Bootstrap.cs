using System.ComponentModel.DataAnnotations;
using Dapper;
using Matchmaking.Access;
using Matchmaking.Identity.Accounts;
using Matchmaking.Identity.Organisations;
using Matchmaking.Platform.Http;
using Matchmaking.Platform.Messaging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Matchmaking.Identity;

/// <summary>The first bureau and its operator; section Bootstrap. Looked at only while there is no operator.</summary>
public sealed class BootstrapOptions : IValidatableObject
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Bootstrap";

    /// <summary>Credit code of the bureau; without it nothing is made.</summary>
    public string? CreditCode { get; set; }

    /// <summary>Name of the bureau.</summary>
    public string? Name { get; set; }

    /// <summary>GB/T 2260 code of its seat. It does not limit the operator.</summary>
    public string? Region { get; set; }

    /// <summary>Login of the operator.</summary>
    public string? Login { get; set; }

    /// <summary>Password of the operator until it is changed.</summary>
    public string? Password { get; set; }

    internal OrganisationForm Form => new(Kinds.Bureau, Name, CreditCode, Region, null, null, new FirstAccountForm(Login, Login, Password));

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => string.IsNullOrEmpty(CreditCode)
        ? []
        : new OrganisationFormValidator().Faults(Form).Select(fault => new ValidationResult($"Bootstrap, {fault.Field}: {fault.Message}"));
}

/// <summary>Makes the first operator, without whom nobody could approve anybody. Never changes what is there.</summary>
internal sealed partial class Bootstrap(
    NpgsqlDataSource database, Passwords passwords, Outbox outbox, IOptions<BootstrapOptions> options, TimeProvider clock, ILogger<Bootstrap> log) : IHostedService
{
    // Several replicas may start together.
    private const string Lock = "select pg_advisory_xact_lock(7226015530187)";

    private const string SelectHasOperator = "select exists (select from account where role = 'operator')";

    // Whoever registered under the bureau's code before it ran waits for an approval that nobody could give.
    private const string DeletePending = "delete from organisation where credit_code = @CreditCode and status = 'pending'";

    private const string Approve = $"""
        update organisation set status = 'approved', revision = revision + 1 where credit_code = @CreditCode returning {OrganisationView.Columns}
        """;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(options.Value.CreditCode))
        {
            return;
        }

        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(Lock, transaction: transaction, cancellationToken: cancellationToken));
        if (await connection.ExecuteScalarAsync<bool>(new CommandDefinition(SelectHasOperator, transaction: transaction, cancellationToken: cancellationToken)))
        {
            return;
        }

        var form = options.Value.Form;
        var now = clock.GetUtcNow();
        await connection.ExecuteAsync(new CommandDefinition(DeletePending, form, transaction, cancellationToken: cancellationToken));
        var bureau = new OrganisationView(form.CreditCode!, form.Kind!, form.Name!, form.RegionCode!, null, null, "pending", 1, now.UtcDateTime);
        var hash = await passwords.Hash(form.Account!.Password!, cancellationToken);
        await RegisterOrganisation.Insert(transaction, bureau, form.Account, Roles.Operator, [], hash, cancellationToken);
        var approved = await connection.QuerySingleAsync<OrganisationView>(new CommandDefinition(Approve, form, transaction, cancellationToken: cancellationToken));
        await OrganisationStatus.Announce(transaction, approved, now, cancellationToken);
        await outbox.Commit(transaction, cancellationToken);
        LogMade(log, bureau.CreditCode);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(Level = LogLevel.Information, Message = "Made the first operator, of the bureau {CreditCode}")]
    private static partial void LogMade(ILogger logger, string creditCode);
}
