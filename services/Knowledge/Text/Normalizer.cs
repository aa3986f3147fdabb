namespace Matchmaking.Knowledge.Text;

/// <summary>
/// The one normaliser of indexing, ranking, training and evaluation. Its output is what people read as evidence: canonically
/// composed, free of HTML and scraping debris, Simplified, one kind of blank. Every step is linear in the length of the text.
/// </summary>
public static class Normalizer
{
    /// <summary>Normalises a text as written.</summary>
    /// <param name="text">Any text, however broken; null counts as empty.</param>
    /// <returns>The normalised text; empty when nothing readable is left.</returns>
    /// <exception cref="InvalidOperationException">OpenCC is not installed; the message names the Debian package.</exception>
    public static string Normalize(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return string.Empty;
        }

        // Order matters: entities may encode blanks and brackets, folding removes the NUL and lone surrogates that OpenCC cannot
        // take, and pinyin must be gone before OpenCC sees its context.
        return Simplification.Simplify(PinyinDebris.Remove(CharacterFolding.Fold(HtmlDebris.Remove(text))));
    }
}
