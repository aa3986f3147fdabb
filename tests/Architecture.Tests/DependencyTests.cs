namespace Matchmaking.Architecture.Tests;

public sealed class DependencyTests
{
    public static TheoryData<string> EveryService => [.. House.Services];

    [Theory]
    [MemberData(nameof(EveryService))]
    public void Services_know_each_other_only_through_the_shared_assemblies(string service)
    {
        var known = House.Load(service).GetReferencedAssemblies().Select(a => a.Name!).Where(name => name.StartsWith("Matchmaking.", StringComparison.Ordinal));

        // The engine of Microsoft.ML is a second assembly of Learning, in builds that have it.
        Assert.Empty(known.Except(House.Shared.Append("Learning.MlNet").Select(shared => $"Matchmaking.{shared}")));
    }

    [Theory]
    [InlineData("Contracts")]
    [InlineData("Vocabulary")]
    public void Contracts_and_vocabulary_stand_on_the_framework_alone(string assembly)
    {
        Assert.All(House.Load(assembly).GetReferencedAssemblies(), a => Assert.StartsWith("System.", a.Name, StringComparison.Ordinal));
    }

    [Fact]
    public void Learning_stands_on_the_framework_alone_and_only_Ranking_on_it()
    {
        Assert.All(House.Load("Learning").GetReferencedAssemblies(), a => Assert.StartsWith("System.", a.Name, StringComparison.Ordinal));
        Assert.All(House.Services.Except(["Ranking"]), service => Assert.DoesNotContain(House.Load(service).GetReferencedAssemblies(), a => a.Name == "Matchmaking.Learning"));
    }

    [Fact]
    public void The_client_stands_on_the_framework_alone_and_no_service_on_it()
    {
        Assert.All(House.Load("Client").GetReferencedAssemblies(), a => Assert.StartsWith("System.", a.Name, StringComparison.Ordinal));
        Assert.All(House.Services.Concat(House.Shared), part => Assert.DoesNotContain(House.Load(part).GetReferencedAssemblies(), a => a.Name == "Matchmaking.Client"));
    }

    [Fact]
    public void Contracts_hold_records_only()
    {
        Assert.All(
            House.Load("Contracts").GetExportedTypes(),
            type => Assert.True(type.GetMethod("<Clone>$") is not null && type.IsSealed, $"{type} is not a sealed record"));
    }

    [Fact]
    public void The_platform_knows_no_service_and_no_contract()
    {
        string[] known = [.. House.Services, "Contracts", "Erasure", "Vocabulary", "Learning"];
        Assert.All(
            new[] { "Access", "Platform", "Platform.Http" },
            assembly => Assert.Empty(House.Load(assembly).GetReferencedAssemblies().Select(a => a.Name).Intersect(known.Select(name => $"Matchmaking.{name}"))));
    }

    [Fact]
    public void Classes_are_sealed_static_or_abstract()
    {
        var open = House.Services.Concat(House.Shared).SelectMany(name => House.Load(name).GetTypes())
            .Where(type => type.IsClass && !type.IsSealed && !type.IsAbstract && !type.IsDefined(typeof(System.Runtime.CompilerServices.CompilerGeneratedAttribute), false))
            .Where(type => type.Namespace?.StartsWith("Matchmaking", StringComparison.Ordinal) == true);

        Assert.Empty(open.Select(type => type.FullName));
    }

    [Fact]
    public void Nothing_is_called_what_says_nothing()
    {
        string[] banned = ["Manager", "Helper", "Util", "Base", "Common", "Core", "Dto", "Info", "Service"];
        var named = House.Services.Concat(House.Shared).SelectMany(name => House.Load(name).GetTypes())
            .Where(type => type.Namespace?.StartsWith("Matchmaking", StringComparison.Ordinal) == true && !type.Name.Contains('<', StringComparison.Ordinal))
            .Where(type => banned.Any(word => type.Name.EndsWith(word, StringComparison.Ordinal)));

        Assert.Empty(named.Select(type => type.FullName));
    }

    [Fact]
    public void An_interface_has_a_family()
    {
        var types = House.Services.Concat(House.Shared).SelectMany(name => House.Load(name).GetTypes()).ToList();
        var lonely = types.Where(type => type.IsInterface && type.Namespace?.StartsWith("Matchmaking", StringComparison.Ordinal) == true)
            .Where(contract => types.Count(type => !type.IsInterface && Implements(type, contract)) + Elsewhere(contract) < 2);

        Assert.Empty(lonely.Select(type => type.FullName));
    }

    // The engine of Microsoft.ML is not in every build; its source always is.
    private static int Elsewhere(Type contract) => House.SourceFiles().Count(path =>
        path.StartsWith(Path.Combine("services", "Learning.MlNet"), StringComparison.Ordinal)
        && File.ReadAllText(Path.Combine(House.Root(), path)).Contains($": {contract.Name}", StringComparison.Ordinal));

    // An open generic interface is never assignable from a class that implements it for its own parameter.
    private static bool Implements(Type type, Type contract) => contract.IsAssignableFrom(type)
        || type.GetInterfaces().Any(found => found.IsGenericType && contract.IsGenericTypeDefinition && found.GetGenericTypeDefinition() == contract);
}
