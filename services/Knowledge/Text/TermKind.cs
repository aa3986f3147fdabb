namespace Matchmaking.Knowledge.Text;

/// <summary>What an index term is. The index makes no difference between the kinds; queries and phrases do.</summary>
internal enum TermKind
{
    /// <summary>A character that stands alone between words.</summary>
    Character,

    /// <summary>A character inside a word.</summary>
    CharacterInside,

    /// <summary>Two characters beside each other that are no word.</summary>
    Bigram,

    /// <summary>A word of two characters.</summary>
    Word,

    /// <summary>A word, formula, model number or number with its unit, or a part of one.</summary>
    Latin,
}
