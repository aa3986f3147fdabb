namespace Matchmaking.Ranking.Index;

/// <summary>
/// An immutable array of counts whose changed copy shares all pages that did not change: what one entry takes from the counts of its terms
/// costs its pages, not a copy of millions of counts.
/// </summary>
internal sealed class PagedCounts
{
    private const int PageBits = 9;
    private const int PageSize = 1 << PageBits;

    private readonly int[]?[] pages;

    internal PagedCounts(int count) => pages = new int[]?[(count + PageSize - 1) >> PageBits];

    private PagedCounts(int[]?[] pages) => this.pages = pages;

    internal int this[int index] => pages[index >> PageBits] is { } page ? page[index & (PageSize - 1)] : 0;

    /// <summary>The same counts with one added at every index given; an index may come several times.</summary>
    internal PagedCounts Plus(ReadOnlySpan<int> indexes)
    {
        var copied = (int[]?[])pages.Clone();
        foreach (var index in indexes)
        {
            var at = index >> PageBits;
            if (ReferenceEquals(copied[at], pages[at]))
            {
                copied[at] = pages[at] is { } page ? (int[])page.Clone() : new int[PageSize];
            }

            copied[at]![index & (PageSize - 1)]++;
        }

        return new PagedCounts(copied);
    }
}
