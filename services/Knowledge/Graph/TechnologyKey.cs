namespace Matchmaking.Knowledge.Graph;

/// <summary>
/// Technologies stand in the index beside terms, under keys that no text can hold. They are found like terms, but no length and no norm
/// counts them.
/// </summary>
internal static class TechnologyKey
{
    /// <summary>Begins every key; the normaliser leaves no such character in a text.</summary>
    internal const char Mark = '\u0001';

    internal static string Of(string technologyId) => Mark + technologyId;
}
