using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Matchmaking.Harness;

/// <summary>A mail as a server took it: who sent it to whom (RFC 5321), and what was sent, without the dots that were stuffed.</summary>
public sealed record SunkMail(string From, IReadOnlyList<string> To, string Data, string? User, bool Encrypted);

/// <summary>
/// A mail server on loopback that keeps what it gets: ESMTP (RFC 5321) with AUTH PLAIN and LOGIN and STARTTLS under a certificate of its own. It refuses, hangs up or keeps
/// silent where a test says so.
/// </summary>
public sealed class SmtpSink : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource end = new();
    private readonly X509Certificate2 certificate = SelfSigned();
    private readonly Task accepting;

    /// <summary>Begins to listen on a free port.</summary>
    public SmtpSink()
    {
        listener.Start();
        accepting = Accept();
    }

    /// <summary>Where it listens.</summary>
    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>What it took, in the order of arrival.</summary>
    public ConcurrentQueue<SunkMail> Mails { get; } = new();

    /// <summary>User and password that it asks for; null for none.</summary>
    public (string User, string Password)? Login { get; set; }

    /// <summary>Whether it offers STARTTLS.</summary>
    public bool OffersTls { get; set; }

    /// <summary>
    /// Asked before each command (EHLO, AUTH, MAIL, RCPT, DATA, and . for the end of a mail) with its line: null to go on, a reply such as "451 4.3.0 later" to give instead,
    /// "" to hang up, "silence" to say nothing any more.
    /// </summary>
    public Func<string, string, string?> Answers { get; set; } = (_, _) => null;

    /// <summary>SHA-256 of the certificate that it shows.</summary>
    public string Fingerprint => certificate.GetCertHashString(HashAlgorithmName.SHA256);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        listener.Stop();
        await accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        certificate.Dispose();
        end.Dispose();
    }

    private async Task Accept()
    {
        while (!end.IsCancellationRequested)
        {
            var client = await listener.AcceptTcpClientAsync(end.Token);
            _ = Serve(client);
        }
    }

    private async Task Serve(TcpClient client)
    {
        using var open = client;
        var session = new Session(this, client.GetStream());
        try
        {
            await session.Run(end.Token);
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException or ObjectDisposedException or SocketException)
        {
            // The client hung up, or the sink ends.
        }
        finally
        {
            await session.Close();
        }
    }

    private static X509Certificate2 SelfSigned()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }

    private sealed class Session(SmtpSink sink, Stream stream)
    {
        private Stream wire = stream;
        private StreamReader reader = new(stream, Encoding.UTF8, false, 1024, leaveOpen: true);
        private string? user;
        private string? from;
        private List<string> to = [];

        public async Task Run(CancellationToken cancellation)
        {
            await Say("220 sink ESMTP", cancellation);
            while (await reader.ReadLineAsync(cancellation) is { } line)
            {
                var verb = line.Split(' ')[0].ToUpperInvariant();
                if (!(sink.Answers(verb, line) is { } reply ? await Instead(reply, cancellation) : await Handle(verb, line, cancellation)))
                {
                    return;
                }
            }
        }

        public async Task Close()
        {
            reader.Dispose();
            await wire.DisposeAsync();
        }

        // False ends the session.
        private async Task<bool> Instead(string reply, CancellationToken cancellation)
        {
            if (reply is "silence")
            {
                await Task.Delay(Timeout.Infinite, cancellation);
            }

            if (reply.Length > 0)
            {
                await Say(reply, cancellation);
            }

            return reply.Length > 0;
        }

        private async Task<bool> Handle(string verb, string line, CancellationToken cancellation)
        {
            switch (verb)
            {
                case "EHLO" or "HELO":
                    string[] offers = ["sink", "8BITMIME", "SMTPUTF8", .. sink.OffersTls && wire is not SslStream ? (string[])["STARTTLS"] : [], .. sink.Login is null ? (string[])[] : ["AUTH PLAIN LOGIN"]];
                    await Say(string.Join("\r\n", offers.Select((offer, i) => $"250{(i == offers.Length - 1 ? ' ' : '-')}{offer}")), cancellation);
                    return true;
                case "STARTTLS":
                    await Say("220 go on", cancellation);
                    var secure = new SslStream(wire, leaveInnerStreamOpen: false);
                    await secure.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = sink.certificate }, cancellation);
                    (wire, reader) = (secure, new StreamReader(secure, Encoding.UTF8, false, 1024, leaveOpen: true));
                    return true;
                case "AUTH":
                    await Authenticate(line.Split(' '), cancellation);
                    return true;
                case "MAIL" when sink.Login is not null && user is null:
                    await Say("530 5.7.0 sign in first", cancellation);
                    return true;
                case "MAIL":
                    (from, to) = (Address(line), []);
                    await Say("250 ok", cancellation);
                    return true;
                case "RCPT":
                    to.Add(Address(line));
                    await Say("250 ok", cancellation);
                    return true;
                case "DATA":
                    return await Data(cancellation);
                case "QUIT":
                    await Say("221 bye", cancellation);
                    return false;
                default:
                    await Say(verb is "RSET" or "NOOP" ? "250 ok" : "502 5.5.1 not here", cancellation);
                    return true;
            }
        }

        private async Task<bool> Data(CancellationToken cancellation)
        {
            await Say("354 send", cancellation);
            var data = new StringBuilder();
            while (await reader.ReadLineAsync(cancellation) is { } line && line != ".")
            {
                data.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
            }

            var refusal = sink.Answers(".", "");
            // Taken before the client hears of it, as a server does whose answer is lost.
            if (refusal is null or "" or "silence")
            {
                sink.Mails.Enqueue(new SunkMail(from!, to, data.ToString(), user, wire is SslStream));
            }

            return await Instead(refusal ?? "250 2.0.0 taken", cancellation);
        }

        private async Task Authenticate(string[] words, CancellationToken cancellation)
        {
            var (name, password) = ("", "");
            if (words[1].Equals("PLAIN", StringComparison.OrdinalIgnoreCase))
            {
                if (words.Length < 3)
                {
                    await Say("334 ", cancellation);
                }

                var parts = Plain(words.Length < 3 ? await reader.ReadLineAsync(cancellation) : words[2]).Split('\0');
                (name, password) = (parts[1], parts[2]);
            }
            else
            {
                await Say("334 VXNlcm5hbWU6", cancellation);
                name = Plain(await reader.ReadLineAsync(cancellation));
                await Say("334 UGFzc3dvcmQ6", cancellation);
                password = Plain(await reader.ReadLineAsync(cancellation));
            }

            user = sink.Login == (name, password) ? name : null;
            await Say(user is null ? "535 5.7.8 wrong" : "235 2.7.0 signed in", cancellation);
        }

        private static string Plain(string? text) => Encoding.UTF8.GetString(Convert.FromBase64String(text ?? ""));

        private static string Address(string line) => line[(line.IndexOf('<', StringComparison.Ordinal) + 1)..line.IndexOf('>', StringComparison.Ordinal)];

        private async Task Say(string reply, CancellationToken cancellation)
        {
            await wire.WriteAsync(Encoding.UTF8.GetBytes(reply + "\r\n"), cancellation);
            await wire.FlushAsync(cancellation);
        }
    }
}
