namespace GreenPark.Application.Features.Metering;

/// <summary>Days of a metering point that somebody has chosen.</summary>
public sealed record PointDays(string Point, IReadOnlyList<DateOnly> Days)
{
    internal sealed class Validator : AbstractValidator<PointDays>
    {
        public Validator() => RuleFor(x => x.Days).Must(x => x is { Count: > 0 }).WithErrorCode("field.missing");
    }
}
