using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Matchmaking.Harness;

/// <summary>
/// A service in the test's process whose parts are stopped by its own entry point, as a signal would stop them. The base class stops the host itself, which
/// wakes the entry point to do the same at the same time (dotnet/aspnetcore 40271), and MassTransit's receive endpoints throw when two stop them. Behind the
/// first stop the second finds nothing to do.
/// </summary>
public abstract class StoppedOnce<TProgram> : WebApplicationFactory<TProgram>
    where TProgram : class
{
    private static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(60);

    public override async ValueTask DisposeAsync()
    {
        var lifetime = Services.GetRequiredService<IHostApplicationLifetime>();
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        try
        {
            await using (lifetime.ApplicationStopped.Register(stopped.SetResult))
            {
                lifetime.StopApplication();
                await stopped.Task.WaitAsync(LongestStop);
            }
        }
        finally
        {
            await base.DisposeAsync();
            GC.SuppressFinalize(this);
        }
    }
}
