using System.ComponentModel.DataAnnotations;

namespace Matchmaking.Ranking.Encoders;

/// <summary>Which external encoder turns texts into vectors, if any.</summary>
public sealed class EncoderOptions : IValidatableObject
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Encoder";

    /// <summary>Whole address of an OpenAI-compatible endpoint, such as http://127.0.0.1:8080/v1/embeddings; empty switches the encoder off.</summary>
    public string? Address { get; set; }

    /// <summary>Name of the model, as the encoder knows it.</summary>
    public string Model { get; set; } = "";

    /// <summary>Sent as a bearer token; null sends none.</summary>
    public string? ApiKey { get; set; }

    /// <summary>Asked for where the model offers several; null takes the model's own.</summary>
    [Range(8, 8192)]
    public int? Dimensions { get; set; }

    /// <summary>How long a ranking waits for the encoder before it goes on without.</summary>
    [Range(10, 60_000)]
    public int TimeoutMilliseconds { get; set; } = 800;

    /// <summary>Texts of one call in the background.</summary>
    [Range(1, 2048)]
    public int BatchSize { get; set; } = 32;

    /// <summary>Whether an encoder is configured.</summary>
    internal bool IsOn => !string.IsNullOrWhiteSpace(Address);

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!IsOn)
        {
            yield break;
        }

        if (!Uri.TryCreate(Address, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
        {
            yield return new ValidationResult("Encoder:Address must be a whole http or https address, such as http://127.0.0.1:8080/v1/embeddings.", [nameof(Address)]);
        }

        if (string.IsNullOrWhiteSpace(Model))
        {
            yield return new ValidationResult("Encoder:Model is required with Encoder:Address.", [nameof(Model)]);
        }

        if (ApiKey is not null && ApiKey.Any(character => character is <= ' ' or > '~'))
        {
            yield return new ValidationResult("Encoder:ApiKey holds characters that no header can carry.", [nameof(ApiKey)]);
        }
    }
}
