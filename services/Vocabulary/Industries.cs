namespace Matchmaking.Vocabulary;

/// <summary>GB/T 4754-2017: section letter A to T and division of two digits, optionally group and class.</summary>
public static class Industries
{
    /// <summary>What a code must be, for whoever sent another.</summary>
    public const string Rule = "An industry is a GB/T 4754 code such as C36.";

    // First and last division of each section.
    private static readonly (char Section, int First, int Last)[] Divisions =
    [
        ('A', 1, 5), ('B', 6, 12), ('C', 13, 43), ('D', 44, 46), ('E', 47, 50), ('F', 51, 52), ('G', 53, 60), ('H', 61, 62), ('I', 63, 65),
        ('J', 66, 69), ('K', 70, 70), ('L', 71, 72), ('M', 73, 75), ('N', 76, 79), ('O', 80, 82), ('P', 83, 83), ('Q', 84, 85), ('R', 86, 90),
        ('S', 91, 96), ('T', 97, 97),
    ];

    /// <summary>True for a letter with two to four digits whose division lies in the section, such as <c>C36</c> or <c>C3670</c>.</summary>
    public static bool IsValid(string? code)
    {
        if (code is not { Length: >= 3 and <= 5 } || !code.AsSpan(1).ToString().All(char.IsAsciiDigit))
        {
            return false;
        }

        var division = ((code[1] - '0') * 10) + code[2] - '0';
        return Divisions.Any(d => d.Section == code[0] && division >= d.First && division <= d.Last);
    }

    /// <summary>True for what a code starts with: a section, a section with one digit, or a code.</summary>
    public static bool IsPrefix(string? code) =>
        IsValid(code) || (code is { Length: 1 or 2 } && Divisions.Any(d => d.Section == code[0]) && code.Skip(1).All(char.IsAsciiDigit));
}
