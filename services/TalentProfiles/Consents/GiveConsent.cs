using System.Text.Json.Nodes;
using Dapper;
using FluentValidation;
using Matchmaking.Access;
using Matchmaking.Platform.Http;
using Matchmaking.TalentProfiles.Experts;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace Matchmaking.TalentProfiles.Consents;

/// <summary>A consent that an expert gave.</summary>
/// <param name="Purpose">matching, public_listing or contact_disclosure.</param>
/// <param name="TextVersion">A version of <c>GET /v1/consent-texts</c> for that purpose.</param>
/// <param name="GivenAt">When; now where it is left out, never later.</param>
public sealed record ConsentForm(string? Purpose, string? TextVersion, DateTimeOffset? GivenAt);

/// <summary>Rules of <see cref="ConsentForm"/>.</summary>
public sealed class ConsentFormValidator : AbstractValidator<ConsentForm>
{
    /// <summary>Sets the rules.</summary>
    public ConsentFormValidator(TimeProvider clock)
    {
        RuleFor(c => c.Purpose).Required(purpose => Purposes.All.Contains(purpose!), "unknown_purpose", $"One of: {string.Join(", ", Purposes.All)}.");
        RuleFor(c => c.TextVersion).NotEmpty().MaximumLength(20);
        RuleFor(c => c.TextVersion).Must((form, version) => version is null || ConsentTexts.Contains(form.Purpose, version))
            .When(form => form.Purpose is not null && Purposes.All.Contains(form.Purpose))
            .WithErrorCode("unknown_text_version").WithMessage("GET /v1/consent-texts lists the texts of each purpose.");
        RuleFor(c => c.GivenAt).Must(given => given is null || given <= clock.GetUtcNow().AddMinutes(5)).WithErrorCode("out_of_range").WithMessage("A consent is not given in the future.");
    }
}

/// <summary>POST /v1/experts/{id}/consents: enters a consent; that to <c>matching</c> has the expert ranked from now on.</summary>
public static class GiveConsent
{
    private const string UpdateConsent = "update expert set consent = true, consent_at = @Now where expert_id = @id and not consent";

    /// <summary>Maps the endpoint.</summary>
    public static void MapGiveConsent(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/experts/{id:guid}/consents", Handle).WithName("GiveConsent").WithTags("Consents").Allow(Scopes.ExpertsWrite, Roles.Institute, Roles.Operator)
            .Validated<ConsentForm>().WithProblems(404, 409, 412, 422, 428);

    private static Task<Results<Created<ConsentView>, ProblemHttpResult>> Handle(
        Guid id, ConsentForm request, HttpContext http, Caller caller, TimeProvider clock, CancellationToken cancellation) =>
        Idempotency.Run<ConsentForm, ConsentView>(http, request, transaction => Store(transaction, id, request, http, caller, clock.GetUtcNow(), cancellation), cancellation);

    private static async Task<Results<Created<ConsentView>, ProblemHttpResult>> Store(
        NpgsqlTransaction transaction, Guid id, ConsentForm form, HttpContext http, Caller caller, DateTimeOffset now, CancellationToken cancellation)
    {
        if (await ExpertRow.Hold(http, transaction, id, cancellation) is { } refused)
        {
            return refused;
        }

        var given = form.GivenAt is { } at && at < now ? at : now;
        // One holds at a time: the one before was replaced by this.
        await ConsentRows.Withdraw(transaction, id, form.Purpose!, now, cancellation);
        await ConsentRows.Add(transaction, [new GivenConsent(id, form.Purpose!, form.TextVersion!, given)], caller.Subject, now, cancellation);
        if (form.Purpose == Purposes.PublicListing)
        {
            await ConsentRows.List(transaction, id, true, cancellation);
        }

        var change = new CommandDefinition(UpdateConsent, new { id, Now = given.ToUniversalTime() }, transaction, cancellationToken: cancellation);
        var begins = form.Purpose == Purposes.Matching && await transaction.Connection!.ExecuteAsync(change) == 1;
        var expert = begins ? await ExpertRow.Raise(transaction, id, now, cancellation) : (await ExpertSnapshot.Read(transaction.Connection!, transaction, [id], cancellation))[0];
        await Acts.Record(transaction, caller, expert, "expert.consent_given", cancellation, new JsonObject { ["purpose"] = form.Purpose, ["text"] = form.TextVersion });
        Revisions.SetETag(http, expert.Revision);
        return TypedResults.Created($"/v1/experts/{id}/consents", (await ConsentRows.History(transaction.Connection!, id, cancellation))[0]);
    }
}
