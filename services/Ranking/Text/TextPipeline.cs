namespace Matchmaking.Ranking.Text;

/// <summary>Names what turns texts into index terms: an index made by another pipeline cannot be searched with this one.</summary>
internal static class TextPipeline
{
    // Raised with every change of normaliser or tokenizer that changes a term.
    private const int Version = 4;

    internal static readonly string Digest = FormattableString.Invariant($"text/{Version}+lexicon:{Lexicon.Default.Digest}");
}
