using System.Globalization;
using System.Text;
using GreenPark.Engine.Metering;
using GreenPark.Engine.Quantities;

namespace GreenPark.Application.Features.Demo;

/// <summary>
/// Makes the demo park's meter readings: the same bytes at every start. Loads follow shifts, weekends, heat and the Spring
/// Festival; storage takes midday surplus and gives it back in the evening; the gate closes the balance, losses included.
/// </summary>
public static class DemoReadings
{
    public const string TimeZone = "Asia/Shanghai";
    public const int IntervalMinutes = 15;

    /// <summary>The demo year: twelve whole months.</summary>
    public static readonly DateOnly First = new(2025, 10, 1), End = new(2026, 10, 1);

    public const string PvMeter = "MP-PV-01", WindMeter = "MP-WT-01", ChargeMeter = "MP-ST-CH", DischargeMeter = "MP-ST-DIS",
        ImportMeter = "MP-GATE-IMP", ExportMeter = "MP-GATE-EXP", CurtailmentMeter = "MP-CURT";

    public const long PvRatedW = 9_000_000, WindRatedW = 8_000_000, StorageRatedW = 2_500_000, StorageCapacityWh = 6_000_000, ConnectionCapacityW = 20_000_000;
    public const int StorageEfficiencyPpm = 880_000;

    private const long ExportLimitWh = 1_100_000;                            // what the gate may give per quarter-hour; the rest is curtailed

    /// <summary>Meters come from the factory with what was measured to test them.</summary>
    private const long MountedAtWh = 12_000;

    private static readonly string[] Columns = [PvMeter, WindMeter, .. DemoTenant.All.Select(MeterOf), ChargeMeter, DischargeMeter, ImportMeter, ExportMeter, CurtailmentMeter];

    internal static string MeterOf(DemoTenant tenant) => $"MP-{tenant.Code.ToUpperInvariant()}-01";

    /// <summary>The wide CSV of whole local days, as the park's collection system would export it.</summary>
    public static byte[] Csv(DateOnly from, DateOnly to)
    {
        var grid = DayGrid.Create(TimeZone, IntervalMinutes, from, to).Value;
        var csv = new StringBuilder("interval_start");
        foreach (var column in Columns) csv.Append(',').Append(column);
        csv.Append('\n');
        var row = new long[Columns.Length];
        for (var t = 0; t < grid.Intervals; t++)
        {
            var day = grid.Day(grid.DayOf(t));
            Fill(row, day, t - grid.FirstInterval(grid.DayOf(t)));
            csv.Append(grid.Label(t));
            foreach (var energyWh in row) csv.Append(',').Append(KilowattHours.Format(energyWh));
            csv.Append('\n');
        }
        return Encoding.ASCII.GetBytes(csv.ToString());
    }

    /// <summary>What a meter's register shows at the beginning of a local day, if it was mounted for the demo year.</summary>
    public static long RegisterWh(string meter, DateOnly day)
    {
        var (column, row, sumWh) = (Array.IndexOf(Columns, meter), new long[Columns.Length], MountedAtWh);
        for (var past = First; past < day; past = past.AddDays(1))
            for (var quarter = 0; quarter < 96; quarter++)
            {
                Fill(row, past, quarter);
                sumWh += row[column];
            }
        return sumWh;
    }

    private static void Fill(Span<long> row, DateOnly day, int quarter)
    {
        var tenants = DemoTenant.All.Count;
        var load = 0L;
        for (var i = 0; i < tenants; i++) load += row[2 + i] = Load(DemoTenant.All[i], i, day, quarter);
        var pv = (long)(PvRatedW / 4 * DemoWeather.Solar(day, quarter));
        var wind = (long)(WindRatedW / 4 * DemoWeather.Wind(day, quarter));
        var (charge, discharge) = Storage(day, quarter);
        var losses = load * 12 / 1000;                                        // 1.2 % in cables and transformers

        var surplus = pv + wind + discharge - load - charge - losses;
        var curtailed = Math.Max(0, surplus - ExportLimitWh);
        curtailed = Math.Min(curtailed, pv);                                   // the PV plant is the one that follows the gate
        pv -= curtailed;
        surplus -= curtailed;

        row[0] = pv;
        row[1] = wind;
        row[2 + tenants] = charge;
        row[3 + tenants] = discharge;
        row[4 + tenants] = Math.Max(0, -surplus);
        row[5 + tenants] = Math.Max(0, surplus);
        row[6 + tenants] = curtailed;
    }

    private static long Load(DemoTenant tenant, int series, DateOnly day, int quarter)
    {
        var shifts = tenant.Shifts;
        var sinceStart = (quarter - shifts.FirstHour * 4 + 96) % 96;
        var working = shifts.Hours == 24 || sinceStart < shifts.Hours * 4;
        var share = working ? 1.0 : shifts.IdlePercent / 100.0;
        if (working && shifts.Hours < 24 && sinceStart is 16 or 17 or 18) share *= 0.72;      // meal break
        share *= day.DayOfWeek switch
        {
            DayOfWeek.Saturday => shifts.SaturdayPercent / 100.0,
            DayOfWeek.Sunday => shifts.SundayPercent / 100.0,
            _ => 1,
        };
        if (IsFestival(day)) share = Math.Min(share, shifts.FestivalPercent / 100.0);
        share *= 1 + tenant.CoolingPercent / 100.0 * DemoWeather.Heat(day);
        share *= 1 + 0.06 * DemoNoise.Smooth(series, day.DayNumber * 96 + quarter, 5) + 0.05 * (DemoNoise.Unit(series + 100, day.DayNumber) - 0.5);
        return (long)(tenant.WorkingKw * 250.0 * share);
    }

    /// <summary>A full cycle on most days; the plan looks at the hour only, so every day stands by itself.</summary>
    private static (long Charge, long Discharge) Storage(DateOnly day, int quarter)
    {
        var depth = 0.55 + 0.4 * DemoNoise.Unit(950, day.DayNumber);
        var charged = (long)(StorageCapacityWh * depth / 16);                  // 10:00 to 14:00
        if (quarter is >= 40 and < 56) return (charged, 0);
        if (quarter is >= 70 and < 82) return (0, charged * 16 * StorageEfficiencyPpm / 1_000_000 / 12);   // 17:30 to 20:30
        return (0, 0);
    }

    /// <summary>The shutdown around the Spring Festival of 17 February 2026.</summary>
    private static bool IsFestival(DateOnly day) => day >= new DateOnly(2026, 2, 12) && day < new DateOnly(2026, 2, 26);
}
