using Matchmaking.Platform.Storage;
using Npgsql;

namespace Matchmaking.Platform.Tests;

public sealed class DatabaseOptionsTests
{
    [Fact]
    public void Errors_never_tell_what_a_row_holds_whatever_the_setting_says()
    {
        var options = new DatabaseOptions { ConnectionString = "Host=127.0.0.1;Username=service;Include Error Detail=true", WorkerPassword = "w", ApiPassword = "a" };

        foreach (var (connection, username) in new[] { (options.WorkerConnectionString, "service_worker"), (options.ApiConnectionString, "service_api") })
        {
            var built = new NpgsqlConnectionStringBuilder(connection);
            Assert.Equal((username, false), (built.Username, built.IncludeErrorDetail));
        }
    }
}
