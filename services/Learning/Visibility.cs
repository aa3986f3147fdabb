using System.Runtime.CompilerServices;

// The benchmark explains rows by the library's own TreeSHAP, which nothing else calls.
[assembly: InternalsVisibleTo("Matchmaking.Bench")]
