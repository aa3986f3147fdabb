using Microsoft.Extensions.DependencyInjection;

namespace Matchmaking.Identity.Tests;

/// <summary>Identity whose time a test moves on. Its own API then does not take its tokens, which are from a later time than that of the host.</summary>
public sealed class IdentityWithClock : IdentityUnderTest
{
    public SettableClock Clock { get; } = new();

    protected override void ConfigureServices(IServiceCollection services)
    {
        base.ConfigureServices(services);
        services.AddSingleton<TimeProvider>(Clock);
    }

    public Task Tidy() => Services.GetRequiredService<SignIns.Housekeeping>().Tidy(CancellationToken.None);

    /// <summary>An organisation that may sign in, without a token of the operator.</summary>
    public async Task<Member> Ready()
    {
        var member = await Register();
        await Database.Scalar<int?>("update organisation set status = 'approved' where credit_code = @Code", member);
        return member;
    }
}
