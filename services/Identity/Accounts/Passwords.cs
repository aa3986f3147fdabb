using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Matchmaking.Identity.Accounts;

/// <summary>How passwords are hashed; section Passwords.</summary>
public sealed class PasswordOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Passwords";

    /// <summary>Rounds of PBKDF2 with HMAC-SHA-512. OWASP's password storage cheat sheet asks for 210,000; the framework's default is 100,000. 166 ms on a slow core.</summary>
    [Range(210_000, 10_000_000)]
    public int Iterations { get; set; } = 210_000;
}

/// <summary>The framework's password hasher, with as many hashes at a time as there are processors: a flood of sign-ins must not starve the other requests of threads.</summary>
public sealed class Passwords : IDisposable
{
    private readonly PasswordHasher<string> hasher;
    private readonly SemaphoreSlim processors = new(Environment.ProcessorCount);
    private readonly Lazy<string> nobodys;

    /// <summary>Sets the rounds.</summary>
    public Passwords(IOptions<PasswordOptions> options)
    {
        hasher = new PasswordHasher<string>(Options.Create(new PasswordHasherOptions { IterationCount = options.Value.Iterations }));
        nobodys = new Lazy<string>(() => hasher.HashPassword("", RandomNumberGenerator.GetHexString(64)));
    }

    /// <summary>The hash to store.</summary>
    public Task<string> Hash(string password, CancellationToken cancellation) => Bounded(() => hasher.HashPassword("", password), cancellation);

    /// <summary>Holds <paramref name="password"/> against <paramref name="hash"/>; null, for a login of nobody, costs the same and is never right.</summary>
    public Task<PasswordVerificationResult> Verify(string? hash, string password, CancellationToken cancellation) => Bounded(
        () =>
        {
            var verdict = hasher.VerifyHashedPassword("", hash ?? nobodys.Value, password);
            return hash is null ? PasswordVerificationResult.Failed : verdict;
        },
        cancellation);

    /// <inheritdoc />
    public void Dispose() => processors.Dispose();

    private async Task<T> Bounded<T>(Func<T> work, CancellationToken cancellation)
    {
        await processors.WaitAsync(cancellation);
        try
        {
            return await Task.Run(work, cancellation);
        }
        finally
        {
            processors.Release();
        }
    }
}
