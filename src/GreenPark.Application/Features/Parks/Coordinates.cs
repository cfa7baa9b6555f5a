namespace GreenPark.Application.Features.Parks;

/// <summary>Where a park lies, in millionths of a degree: north and east positive. Enough to tell night from day to the second.</summary>
public readonly record struct Coordinates(int LatitudeMicrodegrees, int LongitudeMicrodegrees)
{
    public const int Decimals = 6, MicrodegreesPerDegree = 1_000_000;
    public const int MostLatitude = 90, MostLongitude = 180;

    public double LatitudeDegrees => (double)LatitudeMicrodegrees / MicrodegreesPerDegree;
    public double LongitudeDegrees => (double)LongitudeMicrodegrees / MicrodegreesPerDegree;

    /// <summary>Degrees as people and the interface for machines have them.</summary>
    public static decimal? Degrees(int? microdegrees) => (decimal?)microdegrees / MicrodegreesPerDegree;

    /// <summary>From degrees that a validator has passed; null where there are none.</summary>
    internal static Coordinates? Of(decimal? latitude, decimal? longitude) =>
        latitude is { } north && longitude is { } east ? new((int)(north * MicrodegreesPerDegree), (int)(east * MicrodegreesPerDegree)) : null;
}

internal static class CoordinateRules
{
    /// <summary>Both or neither, on the globe, at most six decimals.</summary>
    public static void AreCoordinates<T>(
        this AbstractValidator<T> validator, System.Linq.Expressions.Expression<Func<T, decimal?>> latitude, System.Linq.Expressions.Expression<Func<T, decimal?>> longitude)
    {
        var (north, east) = (latitude.Compile(), longitude.Compile());
        validator.RuleFor(latitude).IsWithin(-Coordinates.MostLatitude, Coordinates.MostLatitude).IsFineEnough()
            .Must((all, x) => x is not null || east(all) is null).WithErrorCode("park.half_coordinates");
        validator.RuleFor(longitude).IsWithin(-Coordinates.MostLongitude, Coordinates.MostLongitude).IsFineEnough()
            .Must((all, x) => x is not null || north(all) is null).WithErrorCode("park.half_coordinates");
    }

    private static IRuleBuilderOptions<T, decimal?> IsFineEnough<T>(this IRuleBuilderOptions<T, decimal?> rule) =>
        rule.Must(x => x is not { } degrees || decimal.Round(degrees, Coordinates.Decimals) == degrees).WithErrorCode("park.coordinates_too_fine");
}
