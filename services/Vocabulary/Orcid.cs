namespace Matchmaking.Vocabulary;

/// <summary>ORCID iD: four groups of four, the last character checked by ISO 7064 MOD 11-2.</summary>
public static class Orcid
{
    /// <summary>True for <c>0000-0002-1825-0097</c>: grouped by hyphens, digits, check character right. No address in front.</summary>
    public static bool IsValid(string? orcid)
    {
        if (orcid is not { Length: 19 } || orcid[4] != '-' || orcid[9] != '-' || orcid[14] != '-')
        {
            return false;
        }

        var total = 0;
        for (var i = 0; i < 18; i++)
        {
            if (i is 4 or 9 or 14)
            {
                continue;
            }

            if (!char.IsAsciiDigit(orcid[i]))
            {
                return false;
            }

            total = (total + orcid[i] - '0') * 2 % 11;
        }

        var check = (12 - total) % 11;
        return orcid[18] == (check == 10 ? 'X' : (char)('0' + check));
    }
}
