namespace Matchmaking.Loader;

/// <summary>Loading cannot go on; the message says why in words for the terminal.</summary>
internal sealed class LoadingException(string message) : Exception(message);
