using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Matchmaking.Platform.Tests;

/// <summary>The keys that columns are encrypted with.</summary>
public sealed class KeyRingTests : IDisposable
{
    private readonly string folder = Path.Combine(Path.GetTempPath(), $"key-ring-{Guid.NewGuid():N}");

    public void Dispose()
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task What_was_encrypted_before_a_restart_is_read_after_it()
    {
        var row = Guid.NewGuid();
        string stored;
        await using (var before = Start())
        {
            stored = Box(before).Close(row, "13800000000");
            Assert.DoesNotContain("13800000000", stored, StringComparison.Ordinal);
        }

        await using var after = Start();
        Assert.Equal("13800000000", Box(after).Open(row, stored));
    }

    [Fact]
    public async Task A_key_of_a_later_time_encrypts_and_what_the_former_encrypted_is_still_read()
    {
        var row = Guid.NewGuid();
        await using var service = Start();
        var former = Box(service).Close(row, "former");
        // Clocks of replicas may differ by five minutes, so a key counts from that long before its time.
        var soon = DateTimeOffset.UtcNow.AddMinutes(1);
        service.Services.GetRequiredService<IKeyManager>().CreateNewKey(soon, soon.AddDays(90));

        await using var later = Start();
        var latter = Box(later).Close(row, "latter");
        Assert.NotEqual(KeyOf(former), KeyOf(latter));
        Assert.Equal(("former", "latter"), (Box(later).Open(row, former), Box(later).Open(row, latter)));
    }

    [Fact]
    public async Task Keys_rotate_by_themselves_as_often_as_is_set()
    {
        await using var usual = Start();
        await using var often = Start(("DataProtection:RotateEveryDays", "7"));

        Assert.Equal(TimeSpan.FromDays(90), usual.Services.GetRequiredService<IOptions<KeyManagementOptions>>().Value.NewKeyLifetime);
        Box(often).Close(Guid.NewGuid(), "makes the first key");
        var key = Assert.Single(often.Services.GetRequiredService<IKeyManager>().GetAllKeys());
        Assert.InRange(key.ExpirationDate - key.ActivationDate, TimeSpan.FromDays(6.9), TimeSpan.FromDays(7.1));
        Assert.True(often.Services.GetRequiredService<IOptions<KeyManagementOptions>>().Value.AutoGenerateKeys);
    }

    [Fact]
    public async Task The_folder_and_its_files_are_closed_to_others()
    {
        Directory.CreateDirectory(folder);
        await using var service = Start();
        Box(service).Close(Guid.NewGuid(), "makes the first key");

        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder));
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Assert.Single(Directory.GetFiles(folder))));
        }
    }

    [Fact]
    public async Task What_belongs_to_another_row_another_purpose_or_another_service_cannot_be_read()
    {
        var row = Guid.NewGuid();
        await using var service = Start();
        await using var other = Start("matchmaking-other");
        var stored = Box(service).Close(row, "13800000000");

        Assert.Throws<CryptographicException>(() => Box(service).Open(Guid.NewGuid(), stored));
        Assert.Throws<CryptographicException>(() => Box(service, "Matchmaking.Other").Open(row, stored));
        Assert.Throws<CryptographicException>(() => Box(other).Open(row, stored));
    }

    [Fact]
    public async Task Without_a_folder_no_service_starts()
    {
        await using var service = Start("matchmaking-test", ("DataProtection:Folder", ""));

        await Assert.ThrowsAsync<OptionsValidationException>(() => service.StartAsync());
    }

    private static Box Box(WebApplication service, string purpose = "Matchmaking.Test") => new(service.Services.GetRequiredService<IDataProtectionProvider>(), purpose);

    // The id of the key follows four bytes that say what this is.
    private static string KeyOf(string stored) => Convert.ToHexString(System.Buffers.Text.Base64Url.DecodeFromChars(stored).AsSpan(4, 16));

    private WebApplication Start(params (string Name, string Value)[] settings) => Start("matchmaking-test", settings);

    private WebApplication Start(string application, params (string Name, string Value)[] settings)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.AddInMemoryCollection(settings.Prepend((Name: "DataProtection:Folder", Value: folder)).GroupBy(s => s.Name).Select(s => KeyValuePair.Create(s.Key, (string?)s.Last().Value)));
        builder.AddKeyRing(application);
        return builder.Build();
    }
}
