using Matchmaking.Ranking.Candidates;
using Matchmaking.Ranking.Features;
using Matchmaking.Ranking.Relevance;

namespace Matchmaking.Ranking.Tests.Features;

/// <summary>Raising the one thing that a monotone feature measures never lowers its value, whatever else the pairing holds.</summary>
internal static class Rising
{
    private const int Trials = 400;

    private static readonly string[] Sources =
        ["profile", "directions", "paper", "patent", "project", "product", "standard", "award", "conversion_contract", "document"];

    private static readonly string[] Modes = ["joint_development", "consulting", "licensing", "training"];

    private static readonly string[] Fields = ["40", "403", "40301", "404", "101"];

    private static readonly string[] Regions = ["330604", "330602", "330600", "330200", "330000", "511011", "100000"];

    /// <summary>Seeded, so that a failure can be had again; some trial must rise, or the raise touches nothing.</summary>
    internal static void NeverLowers(IFeature feature, Func<Pairing, Random, Pairing> raise)
    {
        var risen = 0;
        for (var seed = 0; seed < Trials; seed++)
        {
            var random = new Random(seed);
            var pairing = Any(random);
            if (feature.Value(pairing) is not { } before)
            {
                continue;
            }

            var after = feature.Value(raise(pairing, random));
            Assert.True(after >= before - 1e-12, $"{feature.Name} fell from {before} to {after} with seed {seed}");
            Assert.InRange(after.Value, 0, 1);
            risen += after > before ? 1 : 0;
        }

        Assert.True(risen > Trials / 50, $"{feature.Name} rose in {risen} of {Trials} trials");
    }

    internal static Pairing Texts(Pairing pairing, Func<PortfolioRelevance, PortfolioRelevance> raise) => pairing with { Relevance = raise(pairing.Relevance) };

    /// <summary>A larger share; what is unknown stays so.</summary>
    internal static double? Up(double? share, Random random) => share is { } known ? Math.Min(1, known + random.NextDouble()) : null;

    /// <summary>One document comes closer to the demand.</summary>
    internal static Pairing Closer(Pairing pairing, Random random, Func<PortfolioDocument, bool>? which = null)
    {
        var places = Enumerable.Range(0, pairing.Candidate.Documents.Count).Where(i => which?.Invoke(pairing.Candidate.Documents[i]) ?? true).ToArray();
        double[] cosines = [.. pairing.Relevance.DocumentCosines];
        if (places.Length > 0)
        {
            cosines[places[random.Next(places.Length)]] += random.NextDouble() / 3;
        }

        return Texts(pairing, relevance => relevance with { DocumentCosines = cosines, DocumentCoverages = [.. cosines.Select(cosine => Math.Min(1, cosine))] });
    }

    /// <summary>One more document.</summary>
    internal static Pairing More(Pairing pairing, Random random, string source)
    {
        var cosine = random.NextDouble() / 2;
        return Texts(pairing with { Candidate = pairing.Candidate with { Documents = [.. pairing.Candidate.Documents, Document(random, source)] } }, relevance => relevance with
        {
            DocumentCosines = [.. relevance.DocumentCosines, cosine],
            DocumentCoverages = [.. relevance.DocumentCoverages, cosine],
        });
    }

    /// <summary>One dated document grows younger, or one amount larger.</summary>
    internal static Pairing Change(Pairing pairing, Random random, int years, decimal yuan)
    {
        PortfolioDocument[] documents = [.. pairing.Candidate.Documents];
        if (documents.Length > 0)
        {
            var i = random.Next(documents.Length);
            var old = documents[i];
            documents[i] = new PortfolioDocument(old.Source, null, old.Title, old.Date?.AddYears(years), old.AmountYuan + yuan, old.Text);
        }

        return pairing with { Candidate = pairing.Candidate with { Documents = documents } };
    }

    /// <summary>An achievement of some kind is added, comes closer or grows younger.</summary>
    internal static Pairing Evidence(Pairing pairing, Random random, string source) => random.Next(3) switch
    {
        0 => More(pairing, random, source),
        1 => Closer(pairing, random, document => document.IsAchievement),
        _ => Change(pairing, random, years: random.Next(1, 6), yuan: 0),
    };

    internal static string Field(Random random) => Fields[random.Next(Fields.Length)];

    internal static string Region(Random random) => Regions[random.Next(Regions.Length)];

    internal static string Mode(Random random) => Modes[random.Next(Modes.Length)];

    private static PortfolioDocument Document(Random random, string source) => new(
        source, null, "题", random.Next(4) == 0 ? null : Samples.Today.AddDays(-random.Next(6000)), random.Next(2) == 0 ? null : random.Next(1, 5_000_000), "题");

    private static T[] Some<T>(Random random, Func<Random, T> make) => [.. Enumerable.Range(0, random.Next(4)).Select(_ => make(random))];

    /// <summary>Any pairing at all.</summary>
    internal static Pairing Any(Random random)
    {
        var documents = Enumerable.Range(0, random.Next(7)).Select(_ => Document(random, Sources[random.Next(Sources.Length)])).ToArray();
        double[] cosines = [.. documents.Select(_ => random.NextDouble() * random.NextDouble() / 2)];
        double? Share() => random.Next(8) == 0 ? null : random.NextDouble();
        var pairing = Pairings.Pair(
            query => query with
            {
                Field = Field(random),
                RegionCode = Region(random),
                BudgetYuan = random.Next(1, 5_000_000),
                Deadline = Samples.Today.AddDays(random.Next(900)),
                CooperationModes = [.. Some(random, Mode).Distinct()],
            },
            candidate => candidate with
            {
                Documents = documents,
                Fields = Some(random, Field),
                ServiceModes = Some(random, Mode),
                RegionsServed = Some(random, Region),
                InstituteRegion = Region(random),
                ResearchDirections = Some(random, _ => "方向"),
                Capacity = random.Next(6),
            },
            random.Next(4));
        return pairing with
        {
            NamedFields = Some(random, Field),
            Relevance = Pairings.Relevance(cosines) with
            {
                Bm25 = random.NextDouble() / 2,
                WordBm25 = random.NextDouble() / 2,
                BestDocumentBm25 = random.NextDouble() / 2,
                Cosine = random.NextDouble() / 2,
                Coverage = random.NextDouble(),
                RareCoverage = random.NextDouble(),
                TitleCoverage = Share(),
                DescriptionCoverage = Share(),
                IndicatorCoverage = Share(),
                LatinCoverage = Share(),
                Latent = Share(),
                Technology = Share(),
                TechnologyCoverage = Share(),
                ExactTechnology = Share(),
                Encoded = Share(),
                CopiedDocuments = random.Next(documents.Length + 1),
            },
        };
    }
}
