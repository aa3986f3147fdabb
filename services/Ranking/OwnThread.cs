namespace Matchmaking.Ranking;

/// <summary>
/// Runs what takes seconds on a thread of its own. The pool has as many threads as the machine has processors and adds others slowly: while they are taken,
/// requests wait, and so does whoever splits even a small piece of work among them.
/// </summary>
internal static class OwnThread
{
    internal static Task Run(Action work) =>
        Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning | TaskCreationOptions.DenyChildAttach, TaskScheduler.Default);

    internal static Task<T> Run<T>(Func<T> work) =>
        Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning | TaskCreationOptions.DenyChildAttach, TaskScheduler.Default);
}
