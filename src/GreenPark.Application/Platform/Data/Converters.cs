using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace GreenPark.Application.Platform.Data;

/// <summary>Instants are UTC and whole microseconds on both databases; anything else is a bug, not something to convert.</summary>
internal sealed class UtcConverter() : ValueConverter<DateTime, DateTime>(
    value => Checked(value), value => DateTime.SpecifyKind(value, DateTimeKind.Utc))
{
    private static DateTime Checked(DateTime value) =>
        value.Kind == DateTimeKind.Utc && value.Ticks % TimeSpan.TicksPerMicrosecond == 0
            ? value
            : throw new InvalidOperationException($"{value:O} ({value.Kind}) is no UTC instant in whole microseconds: take it from TimeProvider.UtcNow().");
}

/// <summary>0.0001 g/kWh as a whole number: databases sort and compare decimals differently.</summary>
internal sealed class EmissionFactorConverter() : ValueConverter<EmissionFactor, long>(factor => factor.Units, units => new EmissionFactor(units));

public static class Clock
{
    /// <summary>Now, UTC, in whole microseconds: what the databases keep.</summary>
    public static DateTime UtcNow(this TimeProvider clock)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
    }

    /// <summary>The day it is now in a zone.</summary>
    public static DateOnly TodayIn(this TimeProvider clock, string timeZone) => DayGrid.LocalDay(timeZone, clock.GetUtcNow().ToUnixTimeSeconds());
}
