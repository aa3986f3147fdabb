using System.Collections.Concurrent;
using System.Diagnostics;

namespace Matchmaking.Harness;

/// <summary>Keeps what stands in the traces of this process, whatever their source, so that a test may look for what must not stand there.</summary>
public sealed class TraceText : IDisposable
{
    private readonly ConcurrentQueue<string> lines = new();
    private readonly ActivityListener listener;

    public TraceText()
    {
        listener = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = Keep,
        };
        ActivitySource.AddActivityListener(listener);
    }

    /// <summary>All of it.</summary>
    public string Text => string.Join('\n', lines);

    public void Dispose() => listener.Dispose();

    private void Keep(Activity activity)
    {
        lines.Enqueue($"{activity.Source.Name} {activity.DisplayName} {activity.StatusDescription}");
        foreach (var (name, value) in activity.TagObjects.Concat(activity.Events.SelectMany(told => told.Tags)).Concat(activity.Baggage.Select(b => KeyValuePair.Create(b.Key, (object?)b.Value))))
        {
            lines.Enqueue($"{name}={value}");
        }
    }
}
