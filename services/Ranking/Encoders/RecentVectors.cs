namespace Matchmaking.Ranking.Encoders;

/// <summary>The vectors used last, in memory: one demand is ranked again and again while experts change.</summary>
internal sealed class RecentVectors(int most)
{
    private readonly Lock access = new();
    private readonly Dictionary<TextDigest, LinkedListNode<(TextDigest Text, float[] Vector)>> nodes = [];
    private readonly LinkedList<(TextDigest Text, float[] Vector)> newestFirst = new();

    internal float[]? Find(TextDigest text)
    {
        lock (access)
        {
            if (!nodes.TryGetValue(text, out var node))
            {
                return null;
            }

            newestFirst.Remove(node);
            newestFirst.AddFirst(node);
            return node.Value.Vector;
        }
    }

    internal void Keep(TextDigest text, float[] vector)
    {
        lock (access)
        {
            Drop(text);
            nodes.Add(text, newestFirst.AddFirst((text, vector)));
            if (nodes.Count > most)
            {
                Drop(newestFirst.Last!.Value.Text);
            }
        }
    }

    internal void Erase(TextDigest text)
    {
        lock (access)
        {
            Drop(text);
        }
    }

    private void Drop(TextDigest text)
    {
        if (nodes.Remove(text, out var node))
        {
            newestFirst.Remove(node);
        }
    }
}
