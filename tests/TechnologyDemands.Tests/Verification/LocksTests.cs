using Dapper;
using Matchmaking.Harness;
using Npgsql;

namespace Matchmaking.TechnologyDemands.Tests.Verification;

/// <summary>The second lock: what the database itself shows and refuses, whatever the service forgot.</summary>
public sealed class LocksTests(VerifyingService service) : IClassFixture<VerifyingService>
{
    private const string Seat = """
        insert into verification_seat (seat_id, demand_id, enterprise_code, region_code, round, account, level)
        select gen_random_uuid(), demand_id, enterprise_code, region_code, round, '{0}', '{1}' from verification_round where enterprise_code = @org
        """;

    private const string Step = """
        insert into verification_step (demand_id, number, enterprise_code, region_code, round, level, seat_id, act, returned_to, reason_codes, text, organisation, demand_revision, at)
        select demand_id, (select max(number) + 1 from verification_step s where s.demand_id = seat.demand_id), enterprise_code, region_code, round, level, seat_id, '{0}', {1}, '{2}', {3}, 'x', 1, now()
        from verification_seat seat where enterprise_code = @org and level = '{4}'
        """;

    [Fact]
    public async Task Steps_seats_filings_and_corrections_are_appended_and_never_changed_by_anybody()
    {
        var enterprise = await service.Enterprise();
        var id = await service.Verified(enterprise);
        using var reviewer = service.Reviewer();
        (await System.Net.Http.Json.HttpClientJsonExtensions.PostAsJsonAsync(
            reviewer, $"/v1/demands/{id}/corrections", new { level = "department", figure = "budget", valueBefore = 600_000, valueAfter = 1, reasonCodes = (string[])["look_back"], text = "核减" })).EnsureSuccessStatusCode();
        foreach (var table in (string[])["verification_step", "verification_seat", "figure_filing", "figure_correction"])
        {
            Assert.InRange(await service.Database.Scalar<int>($"select count(*)::int from {table} where demand_id = @id", new { id }), 1, 3);
            foreach (var change in (string[])[$"update {table} set region_code = '330000'", $"delete from {table}", $"truncate {table} cascade"])
            {
                Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, (await Refused(service.Database.As("api"), change)).SqlState);
                // TRUNCATE is not granted to the worker either.
                Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, (await Refused(service.Database.As("worker"), change)).SqlState);
                Assert.Equal(PostgresErrorCodes.RestrictViolation, (await Refused(service.Database.ConnectionString, change)).SqlState);
            }
        }

        const string Filing = "insert into figure_filing (demand_id, enterprise_code, region_code, revision, occasion, indicators, filed_at) values (gen_random_uuid(), 'x', '1', 1, 'published', '[]', now())";
        foreach (var change in (string[])[Filing, "update verification_round set levels = '{department}'", "delete from verification_round"])
        {
            Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, (await Refused(service.Database.As("api"), change)).SqlState);
        }
    }

    [Fact]
    public async Task Rows_show_themselves_to_their_enterprise_and_to_the_bureau_of_their_region()
    {
        var (own, other) = (await service.Enterprise(), await service.Enterprise());
        var id = await service.Verified(own, VerifyingService.DepartmentAndCommittee);
        using var reviewer = service.Reviewer();
        var requests = new RequestRole(service.Database);
        await requests.IsBound();
        foreach (var table in (string[])["verification_round", "verification_step", "verification_seat", "figure_filing", "figure_correction"])
        {
            var query = $"select from {table} where enterprise_code = @other";
            Assert.Equal(0, await requests.Count(query, "", "", own.Code));
            Assert.Equal(0, await requests.Count(query, "enterprise", other.Code, own.Code));
            Assert.Equal(0, await requests.Count(query, "institute", other.Code, own.Code));
            Assert.Equal(0, await requests.Count(query, "reviewer", VerifyingService.Bureau, own.Code, "54,3702"));
            var stored = await service.Database.Scalar<int>($"select count(*)::int from {table} where demand_id = @id", new { id });
            Assert.Equal(stored, await requests.Count(query, "reviewer", VerifyingService.Bureau, own.Code, "54,3701"));
            Assert.Equal(stored, await requests.Count(query, "operator", VerifyingService.Bureau, own.Code));
        }

        // Three steps and three who took them, of whom the enterprise sees its own account.
        Assert.Equal(3, await requests.Count("select from verification_step where enterprise_code = @org", "enterprise", own.Code));
        Assert.Equal(1, await requests.Count("select from verification_seat", "enterprise", own.Code));
        Assert.Equal(0, await requests.Count("select from verification_seat where level <> 'filing'", "enterprise", own.Code));
    }

    [Fact]
    public async Task One_account_gets_no_seat_on_a_second_level_and_a_filer_none_at_all()
    {
        var enterprise = await service.Enterprise();
        using var filer = service.Account("operator", subject: $"filer-{enterprise.Code}");
        await Steps.Submitted((enterprise.Code, filer));
        using var both = service.Account("reviewer", VerifyingService.ThirdParty, $"both-{enterprise.Code}");
        Assert.Equal("ok", await both.Pass((await service.Database.Column<Guid>("select demand_id from verification_round where enterprise_code = @Code", new { enterprise.Code }))[0], "department"));

        Assert.Equal("verification_seat_one_level", await Broken(Fill(Seat, $"both-{enterprise.Code}", "third_party"), enterprise.Code));
        Assert.Equal("verification_seat_not_of_filer", await Broken(Fill(Seat, $"filer-{enterprise.Code}", "committee"), enterprise.Code));
        Assert.Equal(1, await new RequestRole(service.Database).Change(Fill(Seat, "somebody", "third_party"), "operator", enterprise.Code));
    }

    [Theory]
    [InlineData("passed", "null", "{}", "null", "third_party", "verification_step_order")]
    [InlineData("lifted", "null", "{appeal_upheld}", "'x'", "department", "verification_step_order")]
    [InlineData("returned", "'third_party'", "{unclear}", "'x'", "department", "verification_step_return")]
    [InlineData("returned", "null", "{unclear}", "'x'", "department", "verification_step_return")]
    [InlineData("returned", "'filing'", "{}", "'x'", "department", "verification_step_reasons")]
    [InlineData("vetoed", "null", "{falsified_figures}", "null", "department", "verification_step_reasons")]
    [InlineData("withdrawn", "null", "{}", "null", "department", "verification_step_filing")]
    [InlineData("submitted", "null", "{}", "null", "filing", "verification_step_order")]
    public async Task A_step_that_does_not_follow_is_not_stored(string act, string returnedTo, string reasons, string text, string level, string constraint)
    {
        var enterprise = await service.Enterprise();
        await Steps.Submitted(enterprise);
        foreach (var seated in (string[])["department", "third_party"])
        {
            await service.Database.Scalar<int>(Fill(Seat, seated, seated) + " returning 1", new { org = enterprise.Code });
        }

        Assert.Equal(constraint, await Broken(Fill(Step, act, returnedTo, reasons, text, level), enterprise.Code));
    }

    [Fact]
    public async Task No_need_is_published_past_its_levels_and_none_changes_while_it_is_verified()
    {
        var enterprise = await service.Enterprise();
        var id = await Steps.Submitted(enterprise);
        var requests = new RequestRole(service.Database);
        foreach (var (role, organisation) in ((string, string)[])[("enterprise", enterprise.Code), ("reviewer", VerifyingService.Bureau), ("operator", VerifyingService.Bureau)])
        {
            foreach (var (change, constraint) in ((string, string)[])
            [
                ("update demand set status = 'published'", "demand_is_verified"), ("update demand set status = 'draft'", "demand_is_verified"), ("update demand set title = '改'", "demand_is_verified"),
                ("update demand set form = jsonb_set(form, '{budget,amount}', '1')", "demand_is_verified"), ("update verification_round set status = 'passed', level = null", "verification_round_order"),
                ("update verification_round set status = 'withdrawn', level = null", "verification_round_order"), ("update verification_round set status = 'closed', level = null", "verification_round_order"),
                ("update verification_round set level = 'committee'", "verification_round_order"),
            ])
            {
                var refused = await Assert.ThrowsAsync<PostgresException>(() => requests.Change($"{change} where enterprise_code = @other", role, organisation, enterprise.Code));
                Assert.Equal(constraint, refused.ConstraintName);
            }
        }

        // A reviewer reaches what is being verified, and nothing else.
        Assert.Equal(1, await requests.Change("update demand set revision = revision + 1 where enterprise_code = @other", "reviewer", VerifyingService.Bureau, enterprise.Code));
        await service.Http.Withdraw(id);
        Assert.Equal(0, await requests.Change("update demand set revision = revision + 1 where enterprise_code = @other", "reviewer", VerifyingService.Bureau, enterprise.Code));
        await enterprise.Http.Publish(id);
        await service.Reviewer().Veto(id, "department");
        foreach (var status in (string[])["published", "draft", "in_verification"])
        {
            Assert.Equal("demand_is_verified", await Broken($"update demand set status = '{status}' where enterprise_code = @org", enterprise.Code));
        }
    }

    private static string Fill(string statement, params string[] values) => values.Select((value, i) => (value, i)).Aggregate(statement, (text, part) => text.Replace($"{{{part.i}}}", part.value, StringComparison.Ordinal));

    // As the owner, whom no policy binds: what refuses is the constraint.
    private async Task<string?> Broken(string statement, string org)
    {
        await using var connection = await service.Database.Source.OpenConnectionAsync();
        return (await Assert.ThrowsAsync<PostgresException>(() => connection.ExecuteAsync(statement, new { org }))).ConstraintName;
    }

    private static async Task<PostgresException> Refused(string database, string statement)
    {
        await using var connection = new NpgsqlConnection(database);
        return await Assert.ThrowsAsync<PostgresException>(() => connection.ExecuteAsync(statement));
    }
}
