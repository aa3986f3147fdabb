namespace Matchmaking.Ranking.Index;

/// <summary>
/// The other way round: for every document its terms, packed with their frequencies, by rising term. What a candidate is scored by in
/// full, what counts are corrected by when an entry goes, and what posting lists are made of.
/// </summary>
internal sealed class DocumentTerms
{
    /// <summary>Terms with the norms of their documents, as they were stored.</summary>
    internal DocumentTerms(int[] firstDocuments, int[] offsets, uint[] terms, int[] lengths, float[] norms)
    {
        FirstDocuments = firstDocuments;
        Offsets = offsets;
        Terms = terms;
        Lengths = lengths;
        Norms = norms;
    }

    internal DocumentTerms(int[] firstDocuments, int[] offsets, uint[] terms, int[] lengths, TermTable table)
        : this(firstDocuments, offsets, terms, lengths, new float[offsets.Length - 1])
    {
        var isTechnology = new System.Collections.BitArray(table.Count);
        for (var term = 0; term < table.Count; term++)
        {
            isTechnology[term] = table.IsTechnology(term);
        }

        for (var document = 0; document < Norms.Length; document++)
        {
            Norms[document] = DocumentNorm.Of(Of(document), isTechnology);
        }
    }

    /// <summary>Documents of entry e are FirstDocuments[e] to FirstDocuments[e + 1]; one more element than there are entries.</summary>
    internal int[] FirstDocuments { get; }

    /// <summary>Terms of document d stand at Offsets[d] to Offsets[d + 1].</summary>
    internal int[] Offsets { get; }

    internal uint[] Terms { get; }

    /// <summary>Number of terms of each document, every repetition counted.</summary>
    internal int[] Lengths { get; }

    /// <summary>Euclidean length of each document's vector of logarithmic term frequencies.</summary>
    internal float[] Norms { get; }

    internal int DocumentCount => Norms.Length;

    internal int EntryCount => FirstDocuments.Length - 1;

    internal ReadOnlySpan<uint> Of(int document) => Terms.AsSpan(Offsets[document], Offsets[document + 1] - Offsets[document]);

    /// <summary>The terms of all documents of an entry, one document after another.</summary>
    internal ReadOnlySpan<uint> OfEntry(int entry)
    {
        var from = Offsets[FirstDocuments[entry]];
        return Terms.AsSpan(from, Offsets[FirstDocuments[entry + 1]] - from);
    }

    /// <summary>Number of terms of all documents of an entry.</summary>
    internal int LengthOf(int entry)
    {
        var length = 0;
        for (var document = FirstDocuments[entry]; document < FirstDocuments[entry + 1]; document++)
        {
            length += Lengths[document];
        }

        return length;
    }
}
