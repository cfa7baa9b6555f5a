namespace GreenPark.Engine.Metering;

/// <summary>Tells whether an instant starts an interval of its local day; ascending instants cost one division each.</summary>
internal sealed class LocalGrid(string timeZone, int intervalMinutes)
{
    private DayGrid? day;

    public bool IsStart(long utcSeconds)
    {
        var into = utcSeconds - (day?.StartUtcSeconds ?? 0);
        if (day is null || into < 0 || into >= day.Intervals * intervalMinutes * 60L)
        {
            // beyond what a calendar of years 1 to 9999 holds there is no grid
            if (utcSeconds is < -60_000_000_000 or > 200_000_000_000) return false;
            var local = DayGrid.LocalDay(timeZone, utcSeconds);
            if (!DayGrid.Create(timeZone, intervalMinutes, local, local.AddDays(1)).TryGet(out day)) return false;
            into = utcSeconds - day.StartUtcSeconds;
        }
        return into % (intervalMinutes * 60L) == 0;
    }
}
