namespace Matchmaking.Harness;

/// <summary>The audit trail's rows of a service's matrix. What an organisation sees of its own trail is shown by Audit.Tests: the trail names things by ids, never by a text of theirs.</summary>
public static class AuditRows
{
    public static IEnumerable<AccessRow> Of(string service)
    {
        var name = string.Concat(service.Split('-').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
        yield return new($"List{name}AuditEntries", "GET", $"/v1/audit/{service}", Reach.Hidden, Reach.Hidden, Reach.None, Reach.All);
        yield return new($"List{name}AuditHeads", "GET", $"/v1/audit/{service}/heads", Reach.Hidden, Reach.Hidden, Reach.None, Reach.All);
    }
}
