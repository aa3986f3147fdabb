using System.Net;
using System.Net.Sockets;

namespace Matchmaking.Webhooks.Sending;

/// <summary>
/// Connects to receivers. The name is resolved once, each address is checked, and the connection goes to a checked address and not to the name:
/// a name that leads elsewhere a moment later (DNS rebinding) gains nothing.
/// </summary>
/// <param name="resolve">Resolves a name; the system's resolver, or that of a test.</param>
/// <param name="allowPrivate">Whether addresses that are not public may be called.</param>
public sealed class GuardedConnection(Func<string, CancellationToken, Task<IPAddress[]>> resolve, bool allowPrivate)
{
    /// <summary>Opens the connection.</summary>
    /// <exception cref="AddressNotAllowedException">No address of the name may be called.</exception>
    /// <exception cref="SocketException">The name is not known, or nobody answers.</exception>
    public async ValueTask<Stream> Open(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var host = context.DnsEndPoint.Host;
        var found = IPAddress.TryParse(host, out var literal) ? [literal] : await resolve(host, cancellation);
        var allowed = allowPrivate ? found : [.. found.Where(PublicAddress.Is)];
        if (found.Length > 0 && allowed.Length == 0)
        {
            throw new AddressNotAllowedException();
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed.Length == 0 ? throw new SocketException((int)SocketError.HostNotFound) : allowed, context.DnsEndPoint.Port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

/// <summary>The receiver is at no address that may be called.</summary>
public sealed class AddressNotAllowedException() : IOException("No address of the receiver may be called.");
