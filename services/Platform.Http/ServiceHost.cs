using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using FluentValidation;
using MassTransit;
using Matchmaking.Access;
using Matchmaking.Platform.Messaging;
using Matchmaking.Platform.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Matchmaking.Platform.Http;

/// <summary>What every service has: database, migrations, bus, problem details, OpenAPI, health, telemetry.</summary>
public static class ServiceHost
{
    /// <summary>Bytes a request body may have where an endpoint says nothing else: 1 MiB, ten times the longest form seen.</summary>
    public const long MaxBodyBytes = 1024 * 1024;

    /// <summary>Adds the parts of a service called <paramref name="service"/> (kebab case) whose code and schema stand in <paramref name="code"/>.</summary>
    public static void AddService(this WebApplicationBuilder builder, string service, Assembly code, Action<IBusRegistrationConfigurator> addConsumers)
    {
        builder.AddTelemetry(service);
        builder.AddHttp();
        builder.Services.AddOptions<DatabaseOptions>().BindConfiguration(DatabaseOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton(provider => NpgsqlDataSource.Create(provider.GetRequiredService<IOptions<DatabaseOptions>>().Value.WorkerConnectionString));
        foreach (var use in (string[])[CallerDatabase.Reads, CallerDatabase.Changes])
        {
            builder.Services.AddKeyedSingleton(use, (provider, _) => NpgsqlDataSource.Create(provider.GetRequiredService<IOptions<DatabaseOptions>>().Value.ApiConnectionString));
        }

        builder.Services.AddHostedService(provider => new SchemaMigrator(
            provider.GetRequiredService<IOptions<DatabaseOptions>>(), code, provider.GetRequiredService<ILogger<SchemaMigrator>>()));
        builder.AddAccess();
        builder.Services.AddHealthChecks().AddCheck<DatabaseHealth>("database", tags: ["ready"]);
        builder.AddBus(service, addConsumers);
        foreach (var validator in AssemblyScanner.FindValidatorsInAssembly(code))
        {
            builder.Services.AddSingleton(validator.InterfaceType, validator.ValidatorType);
        }
    }

    /// <summary>Problem details, JSON rules, OpenAPI and limits; all that the gateway shares with the services.</summary>
    public static void AddHttp(this WebApplicationBuilder builder)
    {
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxBodyBytes;
        });
        builder.Services.AddProblemDetails(options => options.CustomizeProblemDetails = ProblemTitles.Complete);
        // One line for every request forwarded or health asked for would bury what matters.
        builder.Logging.AddFilter("System.Net.Http.HttpClient", LogLevel.Warning).AddFilter("Yarp", LogLevel.Warning);
        // They would write down addresses with their queries, and bodies.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning).AddFilter("Microsoft.AspNetCore.HttpLogging", LogLevel.None);
        builder.Services.AddExceptionHandler<RequestFaults>();
        // Without this a body that cannot be read answers 400 with no word of why outside Development.
        builder.Services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        builder.Services.ConfigureHttpJsonOptions(options => UseJsonRules(options.SerializerOptions));
        builder.Services.AddOpenApi("v1", options => options.AddOperationTransformer(OpenApiHabits.Describe));
        builder.Services.AddHealthChecks();
        builder.Services.AddSingleton<TwinTexts>();
        builder.Services.AddSingleton(TimeProvider.System);
    }

    /// <summary>The JSON rules of the API: unknown and repeated fields and numbers in quotes are faults, Chinese and signs such as + and >= are written as they are (the answers are JSON, never part of a page).</summary>
    public static void UseJsonRules(JsonSerializerOptions json)
    {
        json.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        json.NumberHandling = JsonNumberHandling.Strict;
        json.MaxDepth = 32;
        json.AllowDuplicateProperties = false;
        json.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        json.Converters.Add(new SafeStringConverter());
    }

    /// <summary>Maps faults, health and the OpenAPI document.</summary>
    public static void MapService(this WebApplication app)
    {
        // Behind the gateway, links in the OpenAPI document start with the address the caller used. Only loopback proxies are believed.
        app.UseForwardedHeaders(new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.All });
        app.UseHttpHabits();
        app.UseAccess();
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false }).AllowAnonymous();
        app.MapHealthChecks("/health/ready", new HealthCheckOptions { Predicate = check => check.Tags.Contains("ready") }).AllowAnonymous();
        app.MapOpenApi("/openapi.json").AllowAnonymous();
    }

    /// <summary>What happens to every request before it is looked at, in a service and in the gateway.</summary>
    public static void UseHttpHabits(this WebApplication app)
    {
        app.Use(RequestIds.Name);
        app.UseExceptionHandler();
        app.UseStatusProblems();
        app.Use(RequestForm.Check);
    }

    private sealed class DatabaseHealth(NpgsqlDataSource database) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            // Where this throws, the framework answers unhealthy and logs why.
            await using var connection = await database.OpenConnectionAsync(cancellationToken);
            return HealthCheckResult.Healthy();
        }
    }
}
