using Matchmaking.Contracts.Identity;
using Matchmaking.Harness;

namespace Matchmaking.TalentProfiles.Tests;

public sealed class FollowOrganisationsTests(ServiceUnderTest<Program> service) : IClassFixture<ServiceUnderTest<Program>>
{
    [Fact]
    public async Task An_approved_institute_is_entered_once_and_nothing_that_was_entered_here_is_lost()
    {
        var (creditCode, first, second, foreign) = (CreditCodes.Next(), Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        var approved = new OrganisationApproved(creditCode, 2, "institute", "越州试验单位", "330604", null, "university", DateTimeOffset.UtcNow);
        await service.Deliver(approved, first);
        await service.Received(first);
        Assert.Equal("越州试验单位", await Name(creditCode));

        using var own = service.As("institute", creditCode);
        var body = (await (await own.GetAsync(new Uri($"/v1/institutes/{creditCode}", UriKind.Relative))).Json()).AsObject();
        body.Remove("revision");
        body["name"] = "越州改名单位";
        (await own.PutAsync(new Uri($"/v1/institutes/{creditCode}", UriKind.Relative), System.Net.Http.Json.JsonContent.Create(body))).EnsureSuccessStatusCode();
        await service.Deliver(approved with { Revision = 4, Name = "越州试验单位二" }, second);
        await service.Deliver(approved with { CreditCode = CreditCodes.Next(), Kind = "bureau" }, foreign);
        await service.Received(second, foreign);

        Assert.Equal("越州改名单位", await Name(creditCode));
        Assert.Equal(1, await service.Database.Scalar<int>("select count(*)::int from institute"));
    }

    private Task<string> Name(string creditCode) => service.Database.Scalar<string>("select name from institute where credit_code = @creditCode", new { creditCode });
}
