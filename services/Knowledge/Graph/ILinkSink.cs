namespace Matchmaking.Knowledge.Graph;

/// <summary>Receives the technologies of a text. A structure implements it, so that linking neither boxes nor allocates.</summary>
internal interface ILinkSink
{
    /// <summary>Takes one mention.</summary>
    /// <param name="technology">Number of the technology.</param>
    /// <param name="start">Where the label stands in the text.</param>
    /// <param name="length">How many characters of the text it covers.</param>
    void Accept(int technology, int start, int length);
}

/// <summary>A technology named in a text.</summary>
/// <param name="Technology">Number of the technology.</param>
/// <param name="Start">Where the label stands in the text.</param>
/// <param name="Length">How many characters of the text it covers.</param>
internal readonly record struct Mention(int Technology, int Start, int Length);

/// <summary>Keeps every mention, in the order of the text.</summary>
internal readonly struct MentionSink(List<Mention> mentions) : ILinkSink
{
    /// <inheritdoc />
    public void Accept(int technology, int start, int length) => mentions.Add(new Mention(technology, start, length));
}

/// <summary>Keeps which technologies are named, however often.</summary>
internal readonly struct TechnologySink(HashSet<int> technologies) : ILinkSink
{
    /// <inheritdoc />
    public void Accept(int technology, int start, int length) => technologies.Add(technology);
}
