using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("Matchmaking.Ranking")]
[assembly: InternalsVisibleTo("Matchmaking.TechnologyDemands")]
[assembly: InternalsVisibleTo("Matchmaking.Ranking.Tests")]
[assembly: InternalsVisibleTo("Matchmaking.TechnologyDemands.Tests")]
[assembly: InternalsVisibleTo("Matchmaking.Bench")]
[assembly: InternalsVisibleTo("Matchmaking.Evaluate")]
