using Matchmaking.Ranking.Index;

namespace Matchmaking.Ranking.Latent;

/// <summary>The documents of an index as the corpus a space is trained on; terms are read only of those that are drawn.</summary>
internal static class LatentCorpus
{
    internal static IEnumerable<LatentDocument> Of<TItem>(IndexSnapshot<TItem> snapshot)
    {
        foreach (var live in snapshot.Segments)
        {
            var segment = live.Segment;
            for (var entry = 0; entry < segment.Count; entry++)
            {
                if (!live.IsLive(entry))
                {
                    continue;
                }

                var first = segment.Documents.FirstDocuments[entry];
                for (var document = first; document < segment.Documents.FirstDocuments[entry + 1]; document++)
                {
                    yield return new LatentDocument(segment.Ids[entry], document - first, Terms(segment.Terms, segment.Documents, document));
                }
            }
        }
    }

    private static IEnumerable<KeyValuePair<string, double>> Terms(TermTable terms, DocumentTerms documents, int document)
    {
        var found = new List<KeyValuePair<string, double>>();
        foreach (var term in documents.Of(document))
        {
            if (terms.IsTechnology(Posting.Ordinal(term)))
            {
                continue;
            }

            found.Add(KeyValuePair.Create(terms[Posting.Ordinal(term)].ToString(), DocumentNorm.LogFrequency(Posting.Frequency(term))));
        }

        // Ordinals differ from segment to segment: sums come out the same only in one order.
        found.Sort(static (left, right) => string.CompareOrdinal(left.Key, right.Key));
        foreach (var term in found)
        {
            yield return term;
        }
    }
}
