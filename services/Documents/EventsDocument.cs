namespace Matchmaking.Documents;

/// <summary>The AsyncAPI document of the events, as it was written from the Contracts assembly.</summary>
public static class EventsDocument
{
    /// <summary>The document, JSON.</summary>
    public static byte[] Bytes()
    {
        using var json = typeof(EventsDocument).Assembly.GetManifestResourceStream("asyncapi.json")!;
        var bytes = new byte[json.Length];
        json.ReadExactly(bytes);
        return bytes;
    }
}
