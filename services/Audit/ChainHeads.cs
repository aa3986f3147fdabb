namespace Matchmaking.Audit;

/// <summary>The heads of all chains.</summary>
internal static class ChainHeads
{
    // Steps from organisation to organisation along the primary key: to read the whole trail for its ends would take minutes in the end.
    public const string SelectAll = """
        with recursive organisations (organisation, number) as (
            (select organisation, 1 from audit_entry where organisation > @After order by organisation limit 1)
            union all
            select (select entry.organisation from audit_entry entry where entry.organisation > before.organisation order by entry.organisation limit 1), number + 1
            from organisations before
            where before.organisation is not null and number < @Rows
        )
        select head.organisation as Organisation, head.sequence as Sequence, encode(head.hash, 'hex') as Hash, head.at as At
        from organisations
        cross join lateral (select organisation, sequence, hash, at from audit_entry where organisation = organisations.organisation order by sequence desc limit 1) head
        order by head.organisation
        """;
}

/// <summary>The end of a chain as it stands in the database.</summary>
internal sealed class HeadRow
{
    public string Organisation { get; init; } = "";

    public long Sequence { get; init; }

    public string Hash { get; init; } = "";

    public DateTime At { get; init; }
}
