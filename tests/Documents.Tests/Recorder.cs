using System.Collections.Concurrent;

namespace Matchmaking.Documents.Tests;

/// <summary>Writes down what is sent.</summary>
internal sealed class Recorder() : DelegatingHandler(new SocketsHttpHandler())
{
    public ConcurrentBag<(string Method, string Path)> Calls { get; } = [];

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Calls.Add((request.Method.Method.ToLowerInvariant(), request.RequestUri!.AbsolutePath));
        return base.SendAsync(request, cancellationToken);
    }
}
