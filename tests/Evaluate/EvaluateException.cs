namespace Matchmaking.Evaluate;

/// <summary>The call or one of the files is wrong; the message is one line and names the place.</summary>
internal sealed class EvaluateException(string message) : Exception(message);
