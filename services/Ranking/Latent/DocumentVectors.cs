using System.Runtime.InteropServices;
using Matchmaking.Ranking.Index;

namespace Matchmaking.Ranking.Latent;

/// <summary>Places all documents of a segment in a space, from their terms alone: no text is read again.</summary>
internal static class DocumentVectors
{
    internal static LatentVectors Of(LatentSpace space, TermTable terms, DocumentTerms documents)
    {
        var places = new int[terms.Count];
        for (var term = 0; term < places.Length; term++)
        {
            places[term] = space.Vocabulary.PlaceOf(terms[term]);
        }

        var vectors = new LatentVectors(space.Digest, space.Dimensions, documents.DocumentCount);
        var known = new List<uint>();
        var sum = new float[space.Dimensions];
        for (var document = 0; document < documents.DocumentCount; document++)
        {
            known.Clear();
            foreach (var term in documents.Of(document))
            {
                if (places[Posting.Ordinal(term)] is var place and >= 0)
                {
                    known.Add(Posting.Pack(place, Posting.Frequency(term)));
                }
            }

            // Ordinals differ between a segment and its merge, places do not: sums of floats come out the same only in one order.
            CollectionsMarshal.AsSpan(known).Sort();
            Array.Clear(sum);
            foreach (var term in known)
            {
                space.AddTerm(sum, Posting.Ordinal(term), DocumentNorm.LogFrequency(Posting.Frequency(term)));
            }

            if (UnitVector.TryMake(sum))
            {
                vectors.Set(document, FoldedText.Telling(sum, known.Count));
            }
        }

        return vectors;
    }
}
