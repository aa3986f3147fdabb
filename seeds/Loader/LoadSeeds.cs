namespace Matchmaking.Loader;

/// <summary>A demand that stands open, as the seeds and the API know it.</summary>
internal sealed record LoadedDemand(string Ref, string Id, string Title, string Enterprise);

/// <summary>Posts everything in the order in which rows name each other.</summary>
internal static class LoadSeeds
{
    public static async Task<IReadOnlyList<LoadedDemand>> Run(
        SeedSet seeds, GatewayApi gateway, string? markerFile, CancellationToken cancellation)
    {
        var marker = await Marker.Read(markerFile, gateway, cancellation);
        var ids = new Dictionary<string, string>(marker.Demands);
        if (marker.Digest == seeds.Digest)
        {
            Console.WriteLine($"  loaded already: {seeds.Experts.Count} experts, {seeds.Demands.Count} demands");
        }
        else
        {
            var bodies = new ApiBodies(seeds);
            await LoadOrganisations.Run("institutes", "institute_exists", seeds.Institutes, ApiBodies.Institute, gateway, cancellation);
            await LoadExperts.Run(seeds, bodies, gateway, cancellation);
            await LoadOrganisations.Run("enterprises", "enterprise_exists", seeds.Enterprises, ApiBodies.Enterprise, gateway, cancellation);
            await LoadDemands.Run(seeds, bodies, ids, gateway, cancellation);
            new Marker(seeds.Digest, ids).Write(markerFile);
        }

        var names = seeds.Enterprises.ToDictionary(row => row.Ref, row => row.Text("name"));
        return [.. seeds.Demands.Where(ApiBodies.IsPublished)
            .Select(row => new LoadedDemand(row.Ref, ids[row.Ref], row.Text("title"), names[row.Text("enterprise")]))];
    }
}
