namespace Matchmaking.Client;

/// <summary>What became of an import.</summary>
/// <param name="Accepted">Rows that are stored.</param>
/// <param name="Rejected">Rows that are not.</param>
/// <param name="Rows">Each row by line: an accepted one with its id, a rejected one with its errors, and the example of a template, which is skipped.</param>
public sealed record ImportVerdict(
    int Accepted,
    int Rejected,
    IReadOnlyList<RowVerdict> Rows);

/// <summary>What became of one row.</summary>
/// <param name="Line">Where the row begins, from 1: the line of a text file, the row of a sheet.</param>
/// <param name="Status">accepted, rejected or skipped.</param>
/// <param name="Id">What it became, for an accepted row.</param>
/// <param name="Errors">What to mend, for a rejected row.</param>
public sealed record RowVerdict(
    int Line,
    string Status,
    Guid? Id,
    IReadOnlyList<FieldError> Errors);
