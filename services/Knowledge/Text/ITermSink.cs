namespace Matchmaking.Knowledge.Text;

/// <summary>Receives the terms of a text. A structure implements it, so that tokenising neither boxes nor allocates.</summary>
internal interface ITermSink
{
    /// <summary>Takes one term.</summary>
    /// <param name="term">The index key: lower case, English plural removed, spelling unified. Valid during the call only.</param>
    /// <param name="start">Where the term stands in the text; of a part of a word whose spelling was unified, where the word stands.</param>
    /// <param name="length">How many characters of the text it covers.</param>
    /// <param name="kind">What it is.</param>
    void Accept(scoped ReadOnlySpan<char> term, int start, int length, TermKind kind);
}
