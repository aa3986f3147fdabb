using System.Diagnostics;
using System.Reflection;
using Matchmaking.Harness;

namespace Matchmaking.EndToEnd.Tests;

/// <summary>One service as a process of its own, with its log in a file.</summary>
internal sealed class ServiceProcess(string service, IReadOnlyDictionary<string, string> settings, string logs) : IDisposable
{
    private Process? process;

    public string Name => service;

    public void Start()
    {
        var configuration = Assembly.GetExecutingAssembly().GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "Configuration").Value!;
        var folder = Path.Combine(Repository.Root(), "services", service, "bin", configuration, "net10.0");
        var start = new ProcessStartInfo("dotnet", $"Matchmaking.{service}.dll")
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        process = Process.Start(start)!;
        var file = File.AppendText(Path.Combine(logs, $"end-to-end-{service}.log"));
        // A test reads it while the service runs.
        file.AutoFlush = true;
        var log = TextWriter.Synchronized(file);
        process.OutputDataReceived += (_, line) => log.WriteLine(line.Data);
        process.ErrorDataReceived += (_, line) => log.WriteLine(line.Data);
        process.EnableRaisingEvents = true;
        process.Exited += async (ended, _) =>
        {
            log.Flush();
            await Task.Delay(TimeSpan.FromSeconds(1));
            if (ended == process)
            {
                // As deploy's supervisor does: a service may end itself to be started anew.
                Start();
            }
        };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>kill -9.</summary>
    public void Kill()
    {
        var killed = Interlocked.Exchange(ref process, null)!;
        killed.Kill();
        killed.WaitForExit();
        killed.Dispose();
    }

    public void Dispose()
    {
        if (process is not null)
        {
            Kill();
        }
    }
}
