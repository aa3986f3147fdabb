using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Matchmaking.Webhooks.Mail;

/// <summary>
/// Gathers what waits into mails and hands them to the SMTP server, at least once each: one that was taken and could not be noted, for the process died, is sent again with the
/// same Message-ID when its lease has lapsed. Without a host it does nothing and says so.
/// </summary>
public sealed partial class SendMails(NpgsqlDataSource database, MailComposer composer, IOptions<MailOptions> settings, TimeProvider clock, ILogger<SendMails> log) : BackgroundService
{
    private const int Batch = 20;

    private readonly MailOptions options = settings.Value;
    private readonly MailQueue queue = new(database);
    private DateTimeOffset purged;

    // Far beyond what a batch may take: a lease that lapses under a living sender doubles a mail.
    private TimeSpan LeaseDuration => TimeSpan.FromSeconds((Batch * options.TimeoutSeconds * 2) + 60);

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.IsOn)
        {
            LogOff(log);
            return;
        }

        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (await SendDue(stoppingToken) < Batch)
                {
                    await Task.Delay(TimeSpan.FromSeconds(options.PollSeconds), stoppingToken);
                }
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                // The database is away. What is due stays so; the loop must outlive anything.
                LogFailed(log, error);
                await Task.Delay(TimeSpan.FromSeconds(1), stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException)
            {
                // The end.
            }
        }
    }

    /// <summary>Sends what is due now; answers how many mails that were.</summary>
    public async Task<int> SendDue(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        await queue.Gather(options, now, cancellation);
        if (now - purged > TimeSpan.FromHours(1))
        {
            purged = now;
            await queue.Purge(now.AddDays(-options.KeepDays), cancellation);
        }

        var lease = Guid.NewGuid();
        var claimed = await queue.Claim(lease, Batch, now, LeaseDuration, cancellation);
        if (claimed.Count == 0)
        {
            return 0;
        }

        using var transport = new MailTransport(settings);
        foreach (var mail in claimed)
        {
            await Send(transport, mail, lease, cancellation);
        }

        await transport.Close();
        return claimed.Count;
    }

    private async Task Send(MailTransport transport, ClaimedMail mail, Guid lease, CancellationToken cancellation)
    {
        var fault = await HandOver(transport, mail, cancellation);
        var now = clock.GetUtcNow();
        var wait = fault is { IsFinal: false } ? options.RetryAfter(mail.Attempts + 1) : null;
        var state = fault is null ? "sent" : wait is null ? "dead" : "pending";
        await queue.Finish(mail.MailId, lease, state, now + (wait ?? TimeSpan.Zero), fault?.Code, now);
        if (state == "dead")
        {
            LogDead(log, mail.MailId, fault!.Code);
        }
    }

    private async Task<MailFault?> HandOver(MailTransport transport, ClaimedMail mail, CancellationToken cancellation)
    {
        try
        {
            var now = clock.GetUtcNow();
            if (mail.Kind == "confirmation")
            {
                using var confirmation = composer.Confirmation(mail, now);
                return await transport.Send(confirmation, cancellation);
            }

            var (notices, count) = await queue.Read(mail.MailId, MailComposer.MostNotices, cancellation);
            if (notices.Count == 0)
            {
                // What it would have told was erased meanwhile.
                return new MailFault("nothing_left", true);
            }

            using var message = composer.Notices(mail, notices, count, now);
            return await transport.Send(message, cancellation);
        }
        catch (CryptographicException)
        {
            return new MailFault("address_unreadable", true);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "No Mail:Host is set: notices stand in the inbox and go to webhooks, none goes by mail")]
    private static partial void LogOff(ILogger logger);

    [LoggerMessage(Level = LogLevel.Error, Message = "Mails could not be sent; trying again")]
    private static partial void LogFailed(ILogger logger, Exception error);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Mail {Mail} is given up: {Fault}")]
    private static partial void LogDead(ILogger logger, Guid mail, string fault);
}
