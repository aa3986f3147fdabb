using Matchmaking.Platform.Messaging;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Matchmaking.Platform;

/// <summary>Traces and metrics over OTLP; on when OTEL_EXPORTER_OTLP_ENDPOINT is set, else nothing is collected.</summary>
public static class Telemetry
{
    // RabbitMQ.Client.Subscriber is left out: it starts roots of its own, which would tear the trace.
    private static readonly string[] Sources =
        ["Microsoft.AspNetCore", "System.Net.Http", "MassTransit", "Npgsql", "RabbitMQ.Client.Publisher", "Matchmaking.*"];

    private static readonly string[] Meters =
        ["Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Routing", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime", "System.Net.Http",
         "MassTransit", "Npgsql", OutboxLag.MeterName, "Matchmaking.*"];

    /// <summary>Adds the exporters for <paramref name="service"/>.</summary>
    public static void AddTelemetry(this WebApplicationBuilder builder, string service)
    {
        if (!string.IsNullOrEmpty(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]))
        {
            builder.Services.AddHostedService(_ => new Exporters(service));
        }
    }

    // The package that would host these (OpenTelemetry.Extensions.Hosting) is not on every feed.
    private sealed class Exporters(string service) : IHostedService
    {
        private TracerProvider? traces;
        private MeterProvider? metrics;

        public Task StartAsync(CancellationToken cancellationToken)
        {
            var resource = ResourceBuilder.CreateDefault().AddService(service, serviceNamespace: "matchmaking");
            traces = Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource).AddSource(Sources).AddOtlpExporter().Build();
            metrics = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource).AddMeter(Meters).AddOtlpExporter().Build();
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken)
        {
            traces?.Dispose();
            metrics?.Dispose();
            return Task.CompletedTask;
        }
    }
}
