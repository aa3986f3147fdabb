using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("Matchmaking.TechnologyDemands.Tests")]
[assembly: InternalsVisibleTo("Matchmaking.Evaluate")]
