using System.Diagnostics;
using System.Net;

namespace Matchmaking.Identity.Tests;

public sealed class SignInTests(IdentityWithClock service) : IClassFixture<IdentityWithClock>
{
    [Fact]
    public async Task Five_wrong_passwords_lock_a_login_for_fifteen_minutes()
    {
        var member = await service.Ready();
        for (var i = 0; i < 5; i++)
        {
            await Wrong(member.Login);
        }

        Assert.Equal(HttpStatusCode.BadRequest, (await service.TrySignIn(member.Login, member.Password)).StatusCode);
        service.Clock.Advance(TimeSpan.FromMinutes(14));
        Assert.Equal(HttpStatusCode.BadRequest, (await service.TrySignIn(member.Login.ToUpperInvariant(), member.Password)).StatusCode);
        service.Clock.Advance(TimeSpan.FromMinutes(1.1));
        Assert.Equal(HttpStatusCode.OK, (await service.TrySignIn(member.Login, member.Password)).StatusCode);
        Assert.Equal(
            ["wrong_password", "wrong_password", "wrong_password", "wrong_password", "wrong_password", "locked_out", "locked_out", "succeeded"],
            await service.Database.Column<string>("select result from sign_in where login_digest = sha256(@Login::bytea) order by sign_in_id", member));
    }

    [Fact]
    public async Task After_a_lock_there_are_five_tries_again()
    {
        var member = await service.Ready();
        for (var i = 0; i < 5; i++)
        {
            await Wrong(member.Login);
        }

        service.Clock.Advance(TimeSpan.FromMinutes(15.1));
        for (var i = 0; i < 4; i++)
        {
            await Wrong(member.Login);
        }

        Assert.Equal(HttpStatusCode.OK, (await service.TrySignIn(member.Login, member.Password)).StatusCode);
    }

    [Fact]
    public async Task A_success_and_long_pauses_forget_wrong_tries()
    {
        var member = await service.Ready();
        foreach (var pause in new[] { 0, 0, 0, 15, 0 })
        {
            service.Clock.Advance(TimeSpan.FromMinutes(pause + 0.1));
            await Wrong(member.Login);
        }

        Assert.Equal(HttpStatusCode.OK, (await service.TrySignIn(member.Login, member.Password)).StatusCode);
        for (var i = 0; i < 4; i++)
        {
            await Wrong(member.Login);
        }

        Assert.Equal(HttpStatusCode.OK, (await service.TrySignIn(member.Login, member.Password)).StatusCode);
    }

    [Fact]
    public async Task Many_tries_at_once_are_no_more_than_five()
    {
        var member = await service.Ready();

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Wrong(member.Login)));

        Assert.Equal(5, await service.Database.Scalar<int>("select count(*)::int from sign_in where login_digest = sha256(@Login::bytea) and result = 'wrong_password'", member));
    }

    [Fact]
    public async Task A_login_of_nobody_is_answered_counted_and_locked_as_any_other()
    {
        var member = await service.Ready();
        var nobody = $"nobody-{Guid.NewGuid():N}"[..20];

        var (known, unknown) = (await service.TrySignIn(member.Login, "not the right one"), await service.TrySignIn(nobody, "not the right one"));
        Assert.Equal((known.StatusCode, await known.Content.ReadAsStringAsync()), (unknown.StatusCode, await unknown.Content.ReadAsStringAsync()));
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(await known.Content.ReadAsStringAsync(), await (await service.TrySignIn(nobody, "not the right one")).Content.ReadAsStringAsync());
        }

        Assert.Equal(
            "wrong_password/5,locked_out/1",
            await service.Database.Scalar<string>("""
                select string_agg(result || '/' || tries, ',' order by first)
                from (select result, count(*) tries, min(sign_in_id) first from sign_in where login_digest = sha256(@nobody::bytea) group by result) r
                """, new { nobody }));
    }

    [Fact]
    public async Task A_login_of_nobody_costs_as_much_time()
    {
        var member = await service.Ready();
        await Wrong(member.Login);

        // The least of a few on both sides: other work on the machine only adds. A lock would come at five.
        var (known, unknown) = (TimeSpan.MaxValue, TimeSpan.MaxValue);
        for (var i = 0; i < 4; i++)
        {
            known = await Time(member.Login, known);
            unknown = await Time($"nobody-{i}-{member.Login}", unknown);
        }

        // Without the hash for nobody it takes a fiftieth.
        Assert.InRange(unknown / known, 0.5, 2.0);
    }

    [Fact]
    public async Task What_is_over_is_deleted_and_what_is_not_stays()
    {
        var member = await service.Ready();
        await Wrong(member.Login);
        service.Clock.Advance(TimeSpan.FromDays(91));
        await service.SignIn(member.Login, member.Password);

        await service.Tidy();

        Assert.Equal(["succeeded"], await service.Database.Column<string>("select result from sign_in where login_digest = sha256(@Login::bytea)", member));
        Assert.Equal(1, await service.Database.Scalar<int>("select count(*)::int from refresh_family join account using (account_id) where login = @Login", member));
    }

    [Fact]
    public async Task A_refresh_token_ends_twelve_hours_after_the_sign_in_however_often_it_was_used()
    {
        var member = await service.Ready();
        var token = (string)(await service.SignIn(member.Login, member.Password))["refresh_token"]!;
        service.Clock.Advance(TimeSpan.FromHours(11));
        token = (string)(await Matchmaking.Harness.Answers.Json(await service.Refresh(token)))["refresh_token"]!;

        service.Clock.Advance(TimeSpan.FromHours(1.01));

        Assert.Equal(HttpStatusCode.BadRequest, (await service.Refresh(token)).StatusCode);
    }

    private async Task Wrong(string login) => Assert.Equal(HttpStatusCode.BadRequest, (await service.TrySignIn(login, "not the right one")).StatusCode);

    private async Task<TimeSpan> Time(string login, TimeSpan least)
    {
        var clock = Stopwatch.StartNew();
        await Wrong(login);
        return clock.Elapsed < least ? clock.Elapsed : least;
    }
}
