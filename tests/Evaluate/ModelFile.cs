using System.Globalization;
using System.Text;
using Matchmaking.Learning;
using Matchmaking.Ranking.Candidates;
using Matchmaking.Ranking.Index;
using Matchmaking.Ranking.Models;
using Matchmaking.Ranking.Queries;
using Matchmaking.Ranking.Rankers;

namespace Matchmaking.Evaluate;

/// <summary>A model that was read from a file, as a ranker beside others. It is trained on nothing here.</summary>
internal sealed class ModelFile : IRanker
{
    private readonly string path;
    private readonly RankingModel model;
    private readonly LearnedRanker ranker;

    private ModelFile(string path, RankingModel model) => (this.path, this.model, ranker) = (path, model, new LearnedRanker(model));

    public string Name => RankerCatalogue.FromFile;

    public string Digest => ranker.Digest;

    public IReadOnlyList<RankedCandidate> Rank(RankingQuery query, IndexSnapshot<Candidate> snapshot, RankingMoment moment, int depth) => ranker.Rank(query, snapshot, moment, depth);

    internal static ModelFile Read(string path)
    {
        try
        {
            return new ModelFile(path, RankingModelFile.Read(File.ReadAllBytes(path)));
        }
        catch (Exception error) when (error is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            throw new EvaluateException($"{path}: {error.Message.ReplaceLineEndings(" ")}");
        }
    }

    /// <summary>Where the model comes from, and whether that is what it is measured on.</summary>
    internal ModelNote Note(Market market, IReadOnlyList<(Demand Demand, Dictionary<string, double> Grades)> judged) => new(
        path, model.Digest, model.Origin.Kind, model.Origin.Demands, model.Origin.Pairs, 1 - model.ScorecardShare, CrossValidation.Pairs(market, judged).Rows.Digest() == model.Origin.Rows);

    /// <summary>Trains one model on all judged demands and writes it as the service stores it.</summary>
    internal static SavedModel Save(string path, Market market, IReadOnlyList<(Demand Demand, Dictionary<string, double> Grades)> judged, IRankerTrainer engine)
    {
        var trained = CrossValidation.Train(CrossValidation.Pairs(market, judged, Enterprises.Of(judged)), engine);
        OutputFile.Write(path, writer => writer.Write(Encoding.UTF8.GetString(RankingModelFile.Write(trained.Model))));
        return new SavedModel(
            path, trained.Model.Digest, trained.Model.Origin.Kind, engine.Version, trained.Model.Origin.Demands, trained.Model.Origin.Pairs, 1 - trained.Model.ScorecardShare,
            trained.NdcgAt10, trained.ScorecardNdcgAt10);
    }
}

/// <summary>Where a model of a file comes from.</summary>
/// <param name="File">The file.</param>
/// <param name="Digest">Its digest.</param>
/// <param name="Kind">bootstrap or decisions.</param>
/// <param name="Demands">Demands it was trained on.</param>
/// <param name="Pairs">Pairs of them.</param>
/// <param name="TreesShare">What the trees count beside the scorecard, 0 to 1.</param>
/// <param name="TrainedOnThese">Whether these are the very pairs it was trained on. Some of them among others are not noticed.</param>
internal sealed record ModelNote(string File, string Digest, string Kind, int Demands, int Pairs, double TreesShare, bool TrainedOnThese)
{
    internal void Write(TextWriter output)
    {
        output.WriteLine();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"model: {Digest} of {File}, {Kind}, trained on {Pairs} pairs of {Demands} demands; the trees count {TreesShare:0.#}"));
        output.WriteLine(TrainedOnThese
            ? "WARNING: model was trained on these very pairs. Its figures show how well it remembers, not how well it ranks; learned has the fair ones."
            : "  its figures are fair only where it was trained on none of these demands; here it was at least not trained on all of just these");
    }
}

/// <summary>A model that was trained on all judged demands and written to a file.</summary>
/// <param name="File">The file.</param>
/// <param name="Digest">Its digest.</param>
/// <param name="Kind">bootstrap.</param>
/// <param name="Engine">What grew the trees, with its version.</param>
/// <param name="Demands">Demands it was trained on.</param>
/// <param name="Pairs">Pairs of them.</param>
/// <param name="TreesShare">What the trees count beside the scorecard, 0 to 1.</param>
/// <param name="NdcgAt10">Mean over demands that the trees had not seen; a little too good, for their share was chosen on the same demands.</param>
/// <param name="ScorecardNdcgAt10">The same of the scorecard alone, over the same candidates.</param>
internal sealed record SavedModel(string File, string Digest, string Kind, string Engine, int Demands, int Pairs, double TreesShare, double NdcgAt10, double ScorecardNdcgAt10)
{
    internal void Write(TextWriter output)
    {
        output.WriteLine();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"saved {Digest} to {File}: {Kind}, by {Engine} on {Pairs} pairs of {Demands} demands; the trees count {TreesShare:0.#}"));
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"  NDCG@10 {NdcgAt10:0.0000} on demands its trees had not seen, a little too good as their share was chosen there; scorecard {ScorecardNdcgAt10:0.0000}"));
    }
}
