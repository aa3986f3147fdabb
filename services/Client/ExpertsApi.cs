namespace Matchmaking.Client;

/// <summary>Experts of institutes.</summary>
public sealed class ExpertsApi
{
    private const string Path = "/api/v1/experts";

    private readonly ApiConnection connection;

    internal ExpertsApi(ApiConnection connection) => this.connection = connection;

    /// <summary>Registers an expert.</summary>
    public Task<Versioned<ExpertView>> Register(ExpertForm expert, CancellationToken cancellation = default) => connection.Post<ExpertView>(Path, expert, cancellation);

    /// <summary>Reads an expert.</summary>
    public Task<Versioned<ExpertView>> Get(Guid id, CancellationToken cancellation = default) => connection.Get<ExpertView>($"{Path}/{id}", cancellation);

    /// <summary>Experts, newest first.</summary>
    public IAsyncEnumerable<ExpertListItem> List(string? institute = null, string? region = null, string? field = null, string? discipline = null, string? status = null, string? sort = null, CancellationToken cancellation = default) =>
        connection.List<ExpertListItem>(
            ApiConnection.Query(Path, ("institute", institute), ("region", region), ("field", field), ("discipline", discipline), ("status", status), ("sort", sort), ("limit", 100)), cancellation);

    /// <summary>Changes an expert who was read with <paramref name="etag"/>.</summary>
    public Task<Versioned<ExpertView>> Revise(Guid id, ExpertForm expert, string etag, CancellationToken cancellation = default) => connection.Put<ExpertView>($"{Path}/{id}", expert, etag, cancellation);

    /// <summary>The expert leaves for good.</summary>
    public Task<Versioned<ExpertView>> Withdraw(Guid id, string etag, CancellationToken cancellation = default) => connection.Post<ExpertView>($"{Path}/{id}/withdraw", null, cancellation, etag);

    /// <summary>Registers the experts of a file: <c>text/csv</c>, <c>application/x-ndjson</c> or a workbook.</summary>
    public Task<ImportVerdict> Import(ReadOnlyMemory<byte> file, string contentType, CancellationToken cancellation = default) => Verdict.Of(connection, $"{Path}/import", file, contentType, cancellation);
}
