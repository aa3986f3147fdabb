using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("Matchmaking.Tables.Tests")]
