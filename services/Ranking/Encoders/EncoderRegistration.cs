using Microsoft.Extensions.Options;
using Npgsql;

namespace Matchmaking.Ranking.Encoders;

/// <summary>Wires the encoder.</summary>
internal static class EncoderRegistration
{
    internal static void AddEncoder(this IServiceCollection services)
    {
        services.AddOptions<EncoderOptions>().BindConfiguration(EncoderOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(provider =>
        {
            var options = provider.GetRequiredService<IOptions<EncoderOptions>>().Value;
            return new TextEncoder(
                options,
                options.IsOn ? new OpenAiEmbeddingGenerator(options) : null,
                provider.GetRequiredService<NpgsqlDataSource>(),
                new EncoderPatience { ForegroundTimeout = TimeSpan.FromMilliseconds(options.TimeoutMilliseconds) },
                provider.GetRequiredService<ILogger<TextEncoder>>());
        });
        services.AddHostedService<EncodeCandidates>();
    }
}
