using System.Globalization;
using System.Text.Json;

namespace Matchmaking.Audit.Verify;

/// <summary>What <c>deploy/audit-verify</c> prints.</summary>
internal static class Report
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerOptions.Web) { WriteIndented = true };

    /// <summary>A line for a database, and one for each fault.</summary>
    public static void Print(TextWriter to, Verdict verdict, bool isFirst)
    {
        if (isFirst)
        {
            to.WriteLine($"{"service",-20} {"organisations",13} {"entries",12} {"not yet chained",15} {"witnessed",10} {"entries/s",12}  verdict");
        }

        to.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{verdict.Service,-20} {verdict.Organisations,13:N0} {verdict.Entries,12:N0} {verdict.Unchained,15:N0} {verdict.Witnessed?.ToString("N0", CultureInfo.InvariantCulture) ?? "none",10} {verdict.EntriesPerSecond,12:N0}  {(verdict.IsSound ? "sound" : $"NOT SOUND: {verdict.FaultCount:N0} faults")}"));
        foreach (var fault in verdict.Faults)
        {
            // A name out of a tampered row could hold what commands a terminal.
            var organisation = string.Concat((fault.Organisation ?? "-").Select(c => char.IsControl(c) ? '?' : c));
            to.WriteLine($"  {verdict.Service} {organisation} {fault.Sequence?.ToString(CultureInfo.InvariantCulture) ?? "-"} {fault.Code}: {fault.What}");
        }

        if (verdict.FaultCount > verdict.Faults.Count)
        {
            to.WriteLine($"  and {verdict.FaultCount - verdict.Faults.Count} more");
        }
    }

    /// <summary>All of it as one document.</summary>
    public static void PrintJson(TextWriter to, IReadOnlyCollection<Verdict> verdicts) =>
        to.WriteLine(JsonSerializer.Serialize(new { isSound = verdicts.Count > 0 && verdicts.All(verdict => verdict.IsSound), services = verdicts }, Json));
}
