namespace Matchmaking.Vocabulary;

/// <summary>
/// Unified social credit code (统一社会信用代码, GB 32100-2015): 18 characters, of which 9 to 17 are the organisation code
/// (GB 11714) with a check digit of its own.
/// </summary>
public static class CreditCode
{
    /// <summary>What a code must be, for whoever sent another.</summary>
    public const string Rule = "A unified social credit code has 18 characters and both check digits right.";

    private const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    private static readonly int[] Weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

    private static readonly int[] OrganisationWeights = [3, 7, 9, 10, 5, 8, 4, 2];

    /// <summary>True when length, alphabet and both check digits hold. Lower case is refused: the standard has capitals only.</summary>
    public static bool IsValid(string? code)
    {
        if (code is not { Length: 18 } || code.Any(c => !Alphabet.Contains(c)))
        {
            return false;
        }

        return code[16] == OrganisationCheck(code.AsSpan(8, 8)) && code[17] == Check(code.AsSpan(0, 17));
    }

    /// <summary>The 18th character for the first 17.</summary>
    public static char Check(ReadOnlySpan<char> body)
    {
        var sum = 0;
        for (var i = 0; i < 17; i++)
        {
            sum += Alphabet.IndexOf(body[i]) * Weights[i];
        }

        return Alphabet[(31 - (sum % 31)) % 31];
    }

    /// <summary>The check character of an organisation code for its eight characters; letters count A=10 to Z=35 (GB 11714).</summary>
    public static char OrganisationCheck(ReadOnlySpan<char> body)
    {
        var sum = 0;
        for (var i = 0; i < 8; i++)
        {
            sum += (body[i] <= '9' ? body[i] - '0' : body[i] - 'A' + 10) * OrganisationWeights[i];
        }

        return (11 - (sum % 11)) switch
        {
            10 => 'X',
            11 => '0',
            var digit => (char)('0' + digit),
        };
    }
}
