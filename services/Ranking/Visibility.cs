using System.Runtime.CompilerServices;

// Tests compare the index with a plain reference, term by term.
[assembly: InternalsVisibleTo("Matchmaking.Ranking.Tests")]
[assembly: InternalsVisibleTo("Matchmaking.Bench")]
[assembly: InternalsVisibleTo("Matchmaking.Evaluate")]
