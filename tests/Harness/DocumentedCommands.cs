using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Matchmaking.Harness;

/// <summary>
/// The commands of a page. A fence under <c>&lt;!-- runs --&gt;</c> is run, those of a page one after another in one shell; one under <c>&lt;!-- file NAME --&gt;</c> is a file for them.
/// </summary>
public static class DocumentedCommands
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    // What fails ends it; what another service must hear of first is tried again, as a reader would.
    private const string Prelude = """
        set -euo pipefail
        trap 'kill $(jobs -p) 2>/dev/null || true' EXIT
        curl() { command curl --fail-with-body -sS --retry 40 --retry-delay 1 --retry-all-errors "$@"; }

        """;

    /// <summary>How many blocks of a page are run.</summary>
    public static int Count(string page) => Fences(page).Count(fence => fence.Mark == "runs");

    /// <summary>Runs the blocks of a page against the system at <paramref name="gateway"/>; answers what they printed, fails where one failed.</summary>
    /// <param name="page">Path of the page in the repository.</param>
    /// <param name="gateway">Address of the gateway.</param>
    /// <param name="password">Password of the operator.</param>
    /// <param name="files">Pages whose files the commands need.</param>
    public static async Task<string> Run(string page, Uri gateway, string password, params string[] files)
    {
        var folder = Directory.CreateTempSubdirectory("commands-").FullName;
        try
        {
            Directory.CreateDirectory(Path.Combine(folder, ".run/secrets/accounts"));
            await File.WriteAllTextAsync(Path.Combine(folder, ".run/secrets/accounts/operator"), $"operator:{password}\n");
            var port = FreePort();
            string Here(string text) => text.Replace("http://127.0.0.1:8080", gateway.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal).Replace("9099", $"{port}", StringComparison.Ordinal);
            foreach (var fence in files.Append(page).SelectMany(Fences).Where(fence => fence.Mark.StartsWith("file ", StringComparison.Ordinal)))
            {
                await File.WriteAllTextAsync(Path.Combine(folder, fence.Mark["file ".Length..]), Here(fence.Text));
            }

            var script = Here(string.Join('\n', Fences(page).Where(fence => fence.Mark == "runs").Select(fence => fence.Text)));
            await File.WriteAllTextAsync(Path.Combine(folder, "commands.sh"), Prelude + script);
            return await Bash(folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<string> Bash(string folder)
    {
        using var bash = Process.Start(new ProcessStartInfo("bash", "commands.sh") { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (output, errors) = (bash.StandardOutput.ReadToEndAsync(), bash.StandardError.ReadToEndAsync());
        using var limit = new CancellationTokenSource(Longest);
        try
        {
            await bash.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            bash.Kill(entireProcessTree: true);
            throw new TimeoutException($"The commands did not end within {Longest.TotalSeconds:F0} s.");
        }

        return bash.ExitCode == 0 ? await output : throw new InvalidOperationException($"The commands ended with {bash.ExitCode}.\n{await output}\n{await errors}");
    }

    private static List<(string Mark, string Text)> Fences(string page)
    {
        var (fences, lines) = (new List<(string, string)>(), File.ReadAllLines(Path.Combine(Repository.Root(), page)));
        for (var i = 0; i < lines.Length - 1; i++)
        {
            if (lines[i].StartsWith("<!-- ", StringComparison.Ordinal) && lines[i + 1].StartsWith("```", StringComparison.Ordinal))
            {
                var text = lines.Skip(i + 2).TakeWhile(line => line != "```");
                fences.Add((lines[i]["<!-- ".Length..^" -->".Length], string.Join('\n', text) + "\n"));
            }
        }

        return fences;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
