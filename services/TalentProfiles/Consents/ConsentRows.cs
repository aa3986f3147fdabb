using Dapper;
using Npgsql;

namespace Matchmaking.TalentProfiles.Consents;

/// <summary>The history of what experts agreed to.</summary>
internal static class ConsentRows
{
    private const string InsertConsents = """
        insert into consent (consent_id, expert_id, purpose, text_version, given_at, recorded_by)
        select uuid, expert, purpose, version, given, @recordedBy from unnest(@Ids, @Experts, @Purposes, @Versions, @Given) as entry (uuid, expert, purpose, version, given)
        """;

    private const string UpdateWithdrawn = """
        update consent set withdrawn_at = @now where expert_id = @expertId and purpose = @purpose and withdrawn_at is null
        """;

    private const string SelectStanding = """
        select text_version from consent where expert_id = @expertId and purpose = @purpose and withdrawn_at is null order by consent_id desc limit 1
        """;

    private const string UpdateListing = "update expert set public_listing = @isGiven where expert_id = @expertId";

    private const string SelectHistory = """
        select consent_id as Id, purpose as Purpose, text_version as TextVersion, given_at as GivenAt, withdrawn_at as WithdrawnAt, recorded_by as RecordedBy
        from consent where expert_id = @expertId order by consent_id desc
        """;

    /// <summary>Adds consents that were given.</summary>
    public static Task Add(NpgsqlTransaction transaction, IReadOnlyCollection<GivenConsent> given, string recordedBy, DateTimeOffset now, CancellationToken cancellation) =>
        given.Count == 0 ? Task.CompletedTask : transaction.Connection!.ExecuteAsync(new CommandDefinition(
            InsertConsents,
            new
            {
                recordedBy,
                Ids = given.Select(_ => Guid.CreateVersion7(now)).ToArray(),
                Experts = given.Select(consent => consent.ExpertId).ToArray(),
                Purposes = given.Select(consent => consent.Purpose).ToArray(),
                Versions = given.Select(consent => consent.TextVersion).ToArray(),
                Given = given.Select(consent => consent.GivenAt.ToUniversalTime()).ToArray(),
            },
            transaction,
            cancellationToken: cancellation));

    /// <summary>Notes that a purpose was taken back; answers whether it was given before.</summary>
    public static async Task<bool> Withdraw(NpgsqlTransaction transaction, Guid expertId, string purpose, DateTimeOffset now, CancellationToken cancellation) =>
        await transaction.Connection!.ExecuteAsync(new CommandDefinition(UpdateWithdrawn, new { expertId, purpose, now }, transaction, cancellationToken: cancellation)) > 0;

    /// <summary>The text that holds for a purpose; null where none does.</summary>
    public static Task<string?> Standing(NpgsqlTransaction transaction, Guid expertId, string purpose, CancellationToken cancellation) =>
        transaction.Connection!.QuerySingleOrDefaultAsync<string?>(new CommandDefinition(SelectStanding, new { expertId, purpose }, transaction, cancellationToken: cancellation));

    /// <summary>Keeps beside the expert what callers ask who may not see the history.</summary>
    public static Task List(NpgsqlTransaction transaction, Guid expertId, bool isGiven, CancellationToken cancellation) =>
        transaction.Connection!.ExecuteAsync(new CommandDefinition(UpdateListing, new { expertId, isGiven }, transaction, cancellationToken: cancellation));

    /// <summary>The whole history, newest first.</summary>
    public static async Task<IReadOnlyList<ConsentView>> History(NpgsqlConnection connection, Guid expertId, CancellationToken cancellation) =>
        (await connection.QueryAsync<ConsentView>(new CommandDefinition(SelectHistory, new { expertId }, cancellationToken: cancellation))).AsList();

    /// <summary>
    /// Brings the history of <c>matching</c> to what the form of an expert says: a consent that begins or names another text is added, one that ends is
    /// taken back; what stays as it was adds nothing.
    /// </summary>
    public static async Task Follow(
        NpgsqlTransaction transaction, Guid expertId, bool isGiven, string? textVersion, string recordedBy, DateTimeOffset now, CancellationToken cancellation)
    {
        var standing = await Standing(transaction, expertId, Purposes.Matching, cancellation);
        if (!isGiven)
        {
            await Withdraw(transaction, expertId, Purposes.Matching, now, cancellation);
        }
        else if (standing is null || (textVersion is not null && textVersion != standing))
        {
            await Withdraw(transaction, expertId, Purposes.Matching, now, cancellation);
            var given = new GivenConsent(expertId, Purposes.Matching, textVersion ?? ConsentTexts.Current(Purposes.Matching), now);
            await Add(transaction, [given], recordedBy, now, cancellation);
        }
    }
}

/// <summary>A consent about to be stored.</summary>
internal sealed record GivenConsent(Guid ExpertId, string Purpose, string TextVersion, DateTimeOffset GivenAt);

/// <summary>A consent of an expert.</summary>
/// <param name="Id">Identity.</param>
/// <param name="Purpose">matching, public_listing or contact_disclosure.</param>
/// <param name="TextVersion">Which text; <c>GET /v1/consent-texts</c> has it.</param>
/// <param name="GivenAt">UTC.</param>
/// <param name="WithdrawnAt">When it was taken back, or replaced by one to another text, UTC; null while it holds.</param>
/// <param name="RecordedBy">The account or API client that entered it.</param>
public sealed record ConsentView(Guid Id, string Purpose, string TextVersion, DateTime GivenAt, DateTime? WithdrawnAt, string RecordedBy);
