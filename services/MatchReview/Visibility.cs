using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("Matchmaking.MatchReview.Tests")]
[assembly: InternalsVisibleTo("Matchmaking.Bench")]
