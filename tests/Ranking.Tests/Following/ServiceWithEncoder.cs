using Matchmaking.Harness;
using Matchmaking.Ranking.Candidates;
using Matchmaking.Ranking.Encoders;
using Matchmaking.Ranking.Features;
using Matchmaking.Ranking.Index;
using Matchmaking.Ranking.Queries;
using Matchmaking.Ranking.State;
using Matchmaking.Ranking.Tests.Encoders;
using Microsoft.Extensions.DependencyInjection;

namespace Matchmaking.Ranking.Tests.Following;

/// <summary>A service beside an encoder that does what a test tells it to.</summary>
public sealed class ServiceWithEncoder : ServiceUnderTest<Program>, IAsyncLifetime
{
    internal EncoderStub Stub { get; private set; } = null!;

    internal RankingState State => Services.GetRequiredService<RankingState>();

    async Task IAsyncLifetime.InitializeAsync()
    {
        Stub = await EncoderStub.Start();
        await InitializeAsync();
    }

    async Task IAsyncLifetime.DisposeAsync()
    {
        await DisposeAsync();
        await Stub.DisposeAsync();
    }

    internal static EncoderOptions Options(string address) => new() { Address = address, Model = "m", TimeoutMilliseconds = 400, BatchSize = 8 };

    internal Task Encoded(Guid talent, long revision) => Eventually.Get(
        () => Task.FromResult(State.Encoded.GetValueOrDefault(talent)), portfolio => portfolio?.Revision == revision && portfolio.IsWhole, "the talent was not encoded");

    internal string[] Texts(Guid talent) => [.. State.Candidates.Current.Find(talent)!.Item.Documents.Select(document => document.Text)];

    /// <summary>How many of the texts have a stored vector.</summary>
    internal Task<int> Stored(params string[] texts) => Database.Scalar<int>(
        "select count(*)::int from embedding where text_digest = any(@digests)", new { digests = texts.Select(text => TextDigest.Of(text).ToBytes()).ToArray() });

    internal Pairing Pair(RankingQuery query, Guid talent, EncodedDemand? encoded)
    {
        IndexSnapshot<Candidate> snapshot = State.Candidates.Current;
        var place = snapshot.Locate(talent)!.Value;
        return new PairingMaker(query, snapshot, State.Moment(), encoded).Make(place, snapshot.EntryAt(place));
    }

    protected override void ConfigureServices(IServiceCollection services)
    {
        var options = Options(Stub.Address);
        services.Configure<EncoderOptions>(settings =>
            (settings.Address, settings.Model, settings.TimeoutMilliseconds, settings.BatchSize) = (options.Address, options.Model, options.TimeoutMilliseconds, options.BatchSize));
    }
}
