using System.Globalization;
using System.Text;
using Matchmaking.Contracts.TalentProfiles;
using Matchmaking.Contracts.TechnologyDemands;
using Matchmaking.Knowledge.Graph;
using Matchmaking.Ranking.Graph;

namespace Matchmaking.Bench.Ranking;

/// <summary>
/// Talents and needs with the shape of real texts, from a seed: words are drawn by the frequencies of a Chinese dictionary (Zipf's law with
/// its long tail) and by topics, so that a need shares its rare words with some hundred talents and its common ones with half of them.
/// Every talent can be made by itself, in any order.
/// </summary>
internal sealed class SyntheticMarket
{
    private const int Topics = 4_000;
    private const int WordsOfTopic = 60;
    private const double TopicShare = 0.6;
    private const double FollowerShare = 0.5;
    private const int Followers = 12;

    // A need of seventy words names two or three technologies, as those of the seeds do.
    private const double TechnologyShare = 0.03;
    private const int LabelsOfTopic = 4;

    private static readonly string[] Kinds = ["paper", "patent", "project", "paper", "product"];
    private static readonly string[] Marks = ["，", "，", "，", "。", "；", "、"];

    private readonly string[] words;
    private readonly double[] cumulated;
    private readonly string[] labels = [.. KnowledgeGraph.Default.Technologies.Select(technology => technology.Zh)];
    private readonly ulong seed;

    internal SyntheticMarket(ulong seed)
    {
        this.seed = seed;
        (words, var frequencies) = SyntheticWords.Read();
        cumulated = new double[words.Length];
        var sum = 0.0;
        for (var i = 0; i < words.Length; i++)
        {
            cumulated[i] = sum += frequencies[i];
        }
    }

    /// <summary>A talent as those of the seeds on average: 370 characters in three directions, a statement and one to four achievements.</summary>
    internal TalentProfile Talent(int number)
    {
        var random = new SeededRandom(seed, (ulong)number);
        var topic = random.Next(Topics);
        var other = random.Next(Topics);
        var institute = number % 997;
        return new TalentProfile(
            "",
            new TalentInstitute($"INST{institute:D14}", $"虚构研究院{institute}", "330600", "research_institute"),
            null,
            null,
            [],
            [Field(topic)],
            [Phrase(random, topic, 4), Phrase(random, topic, 4), Phrase(random, other, 4)],
            Text(random, topic, 60 + random.Next(100)),
            ["joint_development"],
            ["330600"],
            1 + (number % 4),
            number % 53 != 0,
            [.. Enumerable.Range(0, 1 + random.Next(2) + random.Next(3)).Select(i => Achievement(random, Kinds[(number + i) % Kinds.Length], i == 1 ? other : topic, number))]);
    }

    /// <summary>A need as those of the seeds: a title of 20 characters and a description of 120 to 220.</summary>
    internal OpenDemand Demand(int number)
    {
        var random = new SeededRandom(~seed, (ulong)number);
        var topic = random.Next(Topics);
        return new OpenDemand(
            new DemandEnterprise("ENTERPRISE", "虚构企业", "330604", "C26"),
            Phrase(random, topic, 10),
            number % 3 == 0 ? null : Field(topic),
            Text(random, topic, 60 + random.Next(50)),
            null,
            null,
            [],
            null,
            null,
            800_000,
            false,
            null,
            ["joint_development"],
            "public",
            [],
            "330604");
    }

    private TalentAchievement Achievement(SeededRandom random, string kind, int topic, int number) => new(
        new Guid(number, (short)random.Next(short.MaxValue), 0, new byte[8]),
        kind,
        Phrase(random, topic, 9),
        new DateOnly(2015 + random.Next(11), 1 + random.Next(12), 1),
        null,
        Text(random, topic, 15),
        kind == "project" ? 100_000 * (1 + random.Next(40)) : null);

    private static string Field(int topic) => (topic % 8) switch
    {
        0 => "101",
        1 => "201",
        2 => "302",
        3 => "403",
        4 => "501",
        5 => "603",
        6 => "701",
        _ => "804",
    };

    private string Phrase(SeededRandom random, int topic, int count) => string.Concat(Words(random, topic, count));

    private string Text(SeededRandom random, int topic, int count)
    {
        var text = new StringBuilder();
        foreach (var word in Words(random, topic, count))
        {
            _ = text.Append(word);
            if (random.Next(6) == 0)
            {
                _ = text.Append(Marks[random.Next(Marks.Length)]);
            }
        }

        return text.ToString();
    }

    private IEnumerable<string> Words(SeededRandom random, int topic, int count)
    {
        var last = -1;
        for (var i = 0; i < count; i++)
        {
            if (random.NextDouble() < TechnologyShare)
            {
                yield return labels[new SeededRandom(seed ^ 0x7E57, ((ulong)topic * LabelsOfTopic) + (ulong)random.Next(LabelsOfTopic)).Next(labels.Length)];
                last = -1;
                continue;
            }

            last = last >= 0 && random.NextDouble() < FollowerShare ? Follower(random, last) : Word(random, topic);
            yield return words[last];
        }
    }

    private int Word(SeededRandom random, int topic)
    {
        if (random.NextDouble() >= TopicShare)
        {
            return Draw(random.NextDouble());
        }

        // Within a topic words follow Zipf's law again; which words they are is drawn once from the middle and the tail of the dictionary.
        var rank = (ulong)Math.Exp(random.NextDouble() * Math.Log(WordsOfTopic));
        var ofTopic = new SeededRandom(seed ^ 0xA5A5, ((ulong)topic * WordsOfTopic) + rank);
        return 500 + ofTopic.Next(Math.Min(60_000, words.Length - 500));
    }

    // Words stand beside the same few others again and again: without that, nearly every pair of neighbours would be seen once only.
    private int Follower(SeededRandom random, int word) =>
        Draw(new SeededRandom(seed ^ 0x5A5A, ((ulong)word * Followers) + (ulong)Math.Exp(random.NextDouble() * Math.Log(Followers))).NextDouble());

    private int Draw(double share)
    {
        var index = Array.BinarySearch(cumulated, share * cumulated[^1]);
        return Math.Min(words.Length - 1, index < 0 ? ~index : index);
    }

    internal static Guid IdOf(int number) => new(number, 0, 0, [7, 0, 0, 0, 0, 0, 0, 0]);

    internal static string Show(int count) => count >= 1_000_000
        ? string.Create(CultureInfo.InvariantCulture, $"{count / 1_000_000}M")
        : string.Create(CultureInfo.InvariantCulture, $"{count / 1_000}k");
}
