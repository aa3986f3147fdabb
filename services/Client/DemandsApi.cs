namespace Matchmaking.Client;

/// <summary>Needs of enterprises.</summary>
public sealed class DemandsApi
{
    private const string Path = "/api/v1/demands";

    private readonly ApiConnection connection;

    internal DemandsApi(ApiConnection connection) => this.connection = connection;

    /// <summary>Posts a need, as a draft or published at once.</summary>
    public Task<Versioned<DemandView>> Post(DemandForm need, CancellationToken cancellation = default) => connection.Post<DemandView>(Path, need, cancellation);

    /// <summary>Reads a need.</summary>
    public Task<Versioned<DemandView>> Get(Guid id, CancellationToken cancellation = default) => connection.Get<DemandView>($"{Path}/{id}", cancellation);

    /// <summary>Needs, newest first or as <paramref name="sort"/> says (createdAt, updatedAt, title; - before it from high to low).</summary>
    public IAsyncEnumerable<DemandListItem> List(string? enterprise = null, string? region = null, string? field = null, string? status = null, string? sort = null, CancellationToken cancellation = default) =>
        connection.List<DemandListItem>(ApiConnection.Query(Path, ("enterprise", enterprise), ("region", region), ("field", field), ("status", status), ("sort", sort), ("limit", 100)), cancellation);

    /// <summary>Changes a need that was read with <paramref name="etag"/>.</summary>
    public Task<Versioned<DemandView>> Revise(Guid id, DemandForm need, string etag, CancellationToken cancellation = default) => connection.Put<DemandView>($"{Path}/{id}", need, etag, cancellation);

    /// <summary>Publishes a draft.</summary>
    public Task<Versioned<DemandView>> Publish(Guid id, string etag, CancellationToken cancellation = default) => connection.Post<DemandView>($"{Path}/{id}/publish", null, cancellation, etag);

    /// <summary>Ends a need: solved, withdrawn, expired or duplicate.</summary>
    public Task<Versioned<DemandView>> Close(Guid id, string reason, string etag, CancellationToken cancellation = default) =>
        connection.Post<DemandView>($"{Path}/{id}/close", new CloseDemandRequest(reason), cancellation, etag);

    /// <summary>How the verification of a need stands, with every step of it; its ETag is that of the need.</summary>
    public Task<Versioned<VerificationView>> Verification(Guid id, CancellationToken cancellation = default) => connection.Get<VerificationView>($"{Path}/{id}/verification", cancellation);

    /// <summary>Takes a need back that is being verified.</summary>
    public Task<Versioned<VerificationView>> Withdraw(Guid id, string etag, CancellationToken cancellation = default) =>
        connection.Post<VerificationView>($"{Path}/{id}/verification:withdraw", null, cancellation, etag);

    /// <summary>The figures of a need as filed and as corrected, as they were known at a time; now where none is given.</summary>
    public async Task<FiguresView> Figures(Guid id, DateTimeOffset? asOf = null, CancellationToken cancellation = default) =>
        (await connection.Get<FiguresView>(ApiConnection.Query($"{Path}/{id}/figures", ("asOf", asOf?.UtcDateTime.ToString("O"))), cancellation)).Value;

    /// <summary>Posts the needs of a file: <c>text/csv</c>, <c>application/x-ndjson</c> or a workbook.</summary>
    public Task<ImportVerdict> Import(ReadOnlyMemory<byte> file, string contentType, CancellationToken cancellation = default) => Verdict.Of(connection, $"{Path}/import", file, contentType, cancellation);
}

/// <summary>How imports are read.</summary>
internal static class Verdict
{
    public static async Task<ImportVerdict> Of(ApiConnection connection, string path, ReadOnlyMemory<byte> file, string contentType, CancellationToken cancellation) =>
        (await connection.PostFile<ImportVerdict>(path, file, contentType, cancellation)).Value;
}
