using Matchmaking.Harness;

namespace Matchmaking.TalentProfiles.Tests;

/// <summary>Goes through a list by its cursors.</summary>
internal static class ListPages
{
    /// <summary>The <paramref name="field"/> of each item, page by page; <paramref name="between"/> runs after each page.</summary>
    public static async Task<List<string[]>> Pages(this ServiceUnderTest<Program> service, string path, string field, Func<Task>? between = null)
    {
        var pages = new List<string[]>();
        string? cursor = null;
        do
        {
            var page = await (await service.Http.GetAsync(path + (cursor is null ? "" : $"&cursor={cursor}"))).Json();
            pages.Add([.. page["items"]!.AsArray().Select(i => (string)i![field]!)]);
            cursor = (string?)page["next"];
            await (between?.Invoke() ?? Task.CompletedTask);
        }
        while (cursor is not null);

        return pages;
    }
}
