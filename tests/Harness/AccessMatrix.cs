using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Matchmaking.Access;
using Xunit;

namespace Matchmaking.Harness;

/// <summary>
/// Every endpoint of a service, by every role, on what is the caller's own and on another organisation's; without a token and with one that is limited to
/// something else. The endpoints come from the OpenAPI document: one without a row fails.
/// </summary>
/// <param name="service">The service.</param>
/// <param name="rows">A row for every operation.</param>
/// <param name="world">Makes things of an organisation and answers the fill-ins; {marker} is a text that stands in all of them.</param>
/// <param name="token">Makes a token of a role, for an organisation, with scopes and regions (all where null); that of <see cref="TestIssuer"/> where it is not given.</param>
public sealed class AccessMatrix<TProgram>(
    ServiceUnderTest<TProgram> service, IReadOnlyList<AccessRow> rows, Func<Task<Dictionary<string, string>>> world, Func<string, string, string[]?, string[]?, string>? token = null)
    where TProgram : class
{
    // Nothing in the tests lies in Tibet.
    private const string Elsewhere = "54";

    private readonly List<string> holes = [];
    private int cells;

    // For what changes nothing: it is read, or refused whatever it is.
    private (Dictionary<string, string> Own, Dictionary<string, string> Other) kept;

    /// <summary>Tries every cell; fails with all that are not as their row says. Answers how many there are.</summary>
    public async Task<int> Run()
    {
        kept = (await world(), await world());
        Assert.Equal((await Operations()).Order(StringComparer.Ordinal), rows.Select(row => row.Operation).Order(StringComparer.Ordinal));
        foreach (var row in rows)
        {
            await Tokens(row);
            foreach (var role in Roles.All)
            {
                await Cell(row, role, row.Of(role), isOwn: true);
                await Cell(row, role, row.Of(role), isOwn: false);
            }

            if (row.IsOfARegion)
            {
                await Cell(row, "reviewer", Reach.Hidden, isOwn: false, [Elsewhere]);
            }
        }

        Assert.True(holes.Count == 0, $"{holes.Count} of {cells} cells are not as their row says:\n{string.Join('\n', holes)}");
        Console.WriteLine($"{typeof(TProgram).Assembly.GetName().Name}: {rows.Count} endpoints, {cells} cells, no hole");
        return cells;
    }

    private async Task<List<string>> Operations()
    {
        using var http = service.With(null);
        var document = JsonNode.Parse(await http.GetStringAsync(new Uri("/openapi.json", UriKind.Relative)))!;
        return [.. document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject()).Select(operation => (string)operation.Value!["operationId"]!)];
    }

    // Nobody without a token, and nobody whose token is limited to something else.
    private async Task Tokens(AccessRow row)
    {
        if (row.IsOpen)
        {
            return;
        }

        var fill = kept.Own;
        Expect(row, "no token", await Send(row, null, fill), answer => answer.Status == 401);
        foreach (var role in Roles.All.Where(role => row.Of(role) != Reach.None))
        {
            var organisation = Organisation(role, fill);
            var needed = service.ScopeOf(row.Operation);
            Expect(
                row, $"{role} with every scope but {needed}",
                await Send(row, Token(role, organisation, [.. Scopes.All.Where(scope => scope != needed)], null), fill),
                answer => answer.Status == 403);
        }
    }

    private async Task Cell(AccessRow row, string role, Reach reach, bool isOwn, string[]? regions = null)
    {
        var changes = row.Method != "GET" && reach != Reach.None;
        var own = changes && isOwn ? await world() : kept.Own;
        var caller = Organisation(role, own);
        var asked = isOwn ? own : changes ? await world() : kept.Other;
        var answer = await Send(row, Token(role, caller, null, regions), asked);
        var name = $"{role}{(regions is null ? "" : " of another region")}, {(isOwn ? "own" : "another's")}";
        var isThrough = answer.Status is >= 200 and < 300 || row.Through.Contains(answer.Status);
        Expect(row, name, answer, (reach, isOwn) switch
        {
            _ when row.IsOpen => _ => isThrough,
            (Reach.None, _) => found => found.Status == 403,
            (Reach.Hidden, _) or (Reach.Own, false) => found => found.Status is 403 or 404 || (found.Status == 200 && !Shows(found, row, asked)),
            // A list of one's own is short enough to be looked through.
            (Reach.Own, true) when row.Method == "GET" => found => isThrough && Shows(found, row, asked),
            _ => _ => isThrough,
        });
    }

    private string Token(string role, string organisation, string[]? scopes, string[]? regions) =>
        token is null ? TestIssuer.Token(role, organisation, scopes, regions) : token(role, organisation, scopes, regions);

    private static bool Shows(Answer answer, AccessRow row, Dictionary<string, string> asked) => answer.Text.Contains(asked[row.Marker], StringComparison.Ordinal);

    private static string Organisation(string role, Dictionary<string, string> fill) => role switch
    {
        "enterprise" => fill["{enterprise}"],
        "institute" => fill["{institute}"],
        _ => ServiceUnderTest<TProgram>.Bureau,
    };

    private void Expect(AccessRow row, string who, Answer answer, Func<Answer, bool> isRight)
    {
        cells++;
        if (!isRight(answer))
        {
            holes.Add($"{row}, {who}: {answer.Status} {answer.Text[..Math.Min(200, answer.Text.Length)]}");
        }
    }

    private async Task<Answer> Send(AccessRow row, string? bearer, Dictionary<string, string> fill)
    {
        string Filled(string text) => fill.Aggregate(text, (filled, pair) => filled.Replace(pair.Key, pair.Value, StringComparison.Ordinal));
        using var http = service.With(bearer);
        using var request = new HttpRequestMessage(new HttpMethod(row.Method), Filled(row.Path));
        if (row.Body is not null)
        {
            request.Content = new StringContent(Filled(row.Body), Encoding.UTF8);
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(row.ContentType);
        }

        using var answer = await http.SendAsync(request);
        return new Answer((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    private sealed record Answer(int Status, string Text);
}
