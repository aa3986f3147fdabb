using Matchmaking.Vocabulary;

namespace Matchmaking.Harness;

/// <summary>Fresh valid credit codes; the organisation part starts with YY, which no registry has issued.</summary>
public static class CreditCodes
{
    private const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    public static string Next()
    {
        var body = $"91330604YY{string.Concat(Enumerable.Range(0, 6).Select(_ => Alphabet[Random.Shared.Next(Alphabet.Length)]))}";
        body += CreditCode.OrganisationCheck(body.AsSpan(8, 8));
        return body + CreditCode.Check(body);
    }
}
