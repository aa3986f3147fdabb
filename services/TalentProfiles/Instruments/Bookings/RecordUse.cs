using FluentValidation;
using Matchmaking.Access;
using Matchmaking.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.TalentProfiles.Instruments.Bookings;

/// <summary>What was used.</summary>
/// <param name="Hours">Machine hours measured, above 0 and no more than the slot is long; to hundredths.</param>
/// <param name="Quantity">Units of the price, above 0 up to 1,000,000; left out or the hours where the price is by the hour.</param>
public sealed record RecordUseRequest(decimal? Hours, decimal? Quantity);

/// <summary>Rules of <see cref="RecordUseRequest"/>.</summary>
public sealed class RecordUseRequestValidator : AbstractValidator<RecordUseRequest>
{
    /// <summary>Sets the rules.</summary>
    public RecordUseRequestValidator()
    {
        RuleFor(u => u.Hours).Cascade(CascadeMode.Stop).NotNull().InclusiveBetween(0.01m, 100_000m).Must(IsOfHundredths).WithErrorCode("out_of_range").WithMessage("To hundredths.");
        RuleFor(u => u.Quantity).InclusiveBetween(0.01m, 1_000_000m).Must(IsOfHundredths).WithErrorCode("out_of_range").WithMessage("To hundredths.");
    }

    private static bool IsOfHundredths(decimal? number) => number is null || decimal.Round(number.Value, 2) == number;
}

/// <summary>POST /v1/bookings/{id}:record-use: the owner records, when the slot is over, the hours that were measured; the sum follows from the price that was quoted.</summary>
public static class RecordUse
{
    /// <summary>Maps the endpoint.</summary>
    public static void MapRecordUse(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/bookings/{id:guid}:record-use", Handle).WithName("RecordUse").WithTags("Bookings").Allow(Scopes.BookingsWrite, Roles.Enterprise, Roles.Institute, Roles.Operator)
            .Validated<RecordUseRequest>().WithProblems(403, 404, 409, 412, 422, 428);

    private static Task<Results<Ok<BookingView>, ProblemHttpResult>> Handle(Guid id, RecordUseRequest request, HttpContext http, CancellationToken cancellation) =>
        BookingSteps.OfOwner(
            http, id, request, "confirmed",
            (row, now) => now < row.Ends ? Problems.BookingNotOver()
                : request.Hours * 60 > (decimal)(row.Ends - row.Begins).TotalMinutes ? ApiProblem.Invalid400(new FieldError("hours", "out_of_range", "No more hours than the slot is long."))
                : row.PriceUnit == "hour" && request.Quantity is not null && request.Quantity != request.Hours
                    ? ApiProblem.Invalid400(new FieldError("quantity", "out_of_range", "The price is by the hour: the units are the hours."))
                : row.PriceUnit != "hour" && request.Quantity is null ? ApiProblem.Invalid400(new FieldError("quantity", "required", $"The price is by the {row.PriceUnit}: say how many."))
                : null,
            row => new BookingStep("used", "owner", null, request.Hours, row.PriceUnit == "hour" ? request.Hours : request.Quantity),
            cancellation);
}
