namespace GreenPark.Application.Features.Demo;

/// <summary>
/// The demo's past is told as it would have happened: while the park is set up, "now" is what the set-up says. It stands in a
/// container of its own; the application's clock is never touched.
/// </summary>
public sealed class DemoClock : TimeProvider
{
    private DateTimeOffset now = new(2025, 9, 13, 1, 0, 0, TimeSpan.Zero);

    public void Set(DateOnly day, int hourUtc) => now = new DateTimeOffset(day, new TimeOnly(hourUtc, 0), TimeSpan.Zero);

    /// <summary>Each look is a little later, so that the audit records keep their order.</summary>
    public override DateTimeOffset GetUtcNow() => now = now.AddMilliseconds(250);
}
