using Matchmaking.Platform.Http;
using Npgsql;

namespace Matchmaking.Tables.Import;

/// <summary>A sound row, ready to be stored.</summary>
/// <param name="Line">Where it begins in the file.</param>
/// <param name="Bytes">How many bytes of text it has.</param>
/// <param name="Digest">Tells one content from another.</param>
/// <param name="Id">What it shall be called.</param>
/// <param name="Form">What to store.</param>
public sealed record ImportRow<TForm>(int Line, int Bytes, string Digest, Guid Id, TForm Form);

/// <summary>Stores rows within a transaction, under their ids; answers those that are refused, by id, with the reason. A row that is refused leaves no trace.</summary>
public delegate Task<IReadOnlyDictionary<Guid, FieldError>> StoreRows<TForm>(
    NpgsqlTransaction transaction, IReadOnlyList<ImportRow<TForm>> rows, DateTimeOffset now, CancellationToken cancellation);
