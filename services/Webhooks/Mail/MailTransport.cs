using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;
using MimeKit;

namespace Matchmaking.Webhooks.Mail;

/// <summary>What came of handing a mail to the server: null when it was taken.</summary>
/// <param name="Code">Why not, as a code: servers repeat addresses in their words.</param>
/// <param name="IsFinal">Trying again would end the same.</param>
internal sealed record MailFault(string Code, bool IsFinal);

/// <summary>One connection to the SMTP server of the settings, opened for the first mail; a new one after a fault.</summary>
internal sealed class MailTransport : IDisposable
{
    private readonly MailOptions options;
    private readonly SmtpClient client;

    public MailTransport(IOptions<MailOptions> settings)
    {
        options = settings.Value;
        client = new SmtpClient { Timeout = options.TimeoutSeconds * 1000, CheckCertificateRevocation = false };
        if (options.CertificateSha256.Length > 0)
        {
            client.ServerCertificateValidationCallback = (_, certificate, _, _) =>
                certificate is X509Certificate2 shown && shown.GetCertHashString(System.Security.Cryptography.HashAlgorithmName.SHA256).Equals(options.CertificateSha256, StringComparison.OrdinalIgnoreCase);
        }
    }

    public void Dispose() => client.Dispose();

    /// <summary>Hands a mail over.</summary>
    public async Task<MailFault?> Send(MimeMessage message, CancellationToken cancellation)
    {
        try
        {
            if (!client.IsConnected)
            {
                await Connect(cancellation);
            }

            await client.SendAsync(message, cancellation);
            return null;
        }
        catch (SmtpCommandException refused)
        {
            // RFC 5321, section 4.2.1: 4 is for now, 5 for good.
            return new MailFault($"smtp_{(int)refused.StatusCode}", (int)refused.StatusCode >= 500);
        }
        catch (ServiceNotAuthenticatedException)
        {
            return new MailFault("smtp_530", false);
        }
        catch (AuthenticationException)
        {
            // Of the settings, not of this mail: it waits until they are mended.
            return await Broken("sign_in_refused");
        }
        catch (SslHandshakeException)
        {
            return await Broken("tls_failed");
        }
        catch (NotSupportedException)
        {
            return await Broken(client.IsSecure || options.Security == "none" ? "sign_in_not_offered" : "tls_not_offered");
        }
        catch (Exception gone) when (gone is IOException or SocketException or ProtocolException or TimeoutException || (gone is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return await Broken(gone is TimeoutException or OperationCanceledException ? "timeout" : "connection_lost");
        }
    }

    /// <summary>Takes leave of the server.</summary>
    public async Task Close()
    {
        if (client.IsConnected)
        {
            await client.DisconnectAsync(true, CancellationToken.None);
        }
    }

    private async Task Connect(CancellationToken cancellation)
    {
        await client.ConnectAsync(
            options.Host, options.Port, options.Security switch { "tls" => SecureSocketOptions.SslOnConnect, "starttls" => SecureSocketOptions.StartTls, _ => SecureSocketOptions.None }, cancellation);
        if (options.User.Length > 0)
        {
            await client.AuthenticateAsync(Encoding.UTF8, options.User, options.Password, cancellation);
        }
    }

    private async Task<MailFault> Broken(string code)
    {
        if (client.IsConnected)
        {
            await client.DisconnectAsync(false, CancellationToken.None);
        }

        return new MailFault(code, false);
    }
}
