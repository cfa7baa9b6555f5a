using GreenPark.Application.Features.Microgrids;

namespace GreenPark.Application.Features.Metering;

/// <summary>What a file would change, counted first: an import says how much it wrote before it writes.</summary>
internal sealed class DayChanges
{
    /// <summary>More are not kept in memory but made again when they are written.</summary>
    private const int MostKept = 20_000;

    private const int PlacesShown = 5;

    private readonly FileDays days;
    private readonly GreenParkDb db;
    private readonly MicrogridId microgrid;
    private List<FileDays.ChangedDay>? kept = [];
    private readonly List<(Code Point, DateOnly Day)> places = [];

    private DayChanges(FileDays days, GreenParkDb db, MicrogridId microgrid) => (this.days, this.db, this.microgrid) = (days, db, microgrid);

    public int Count { get; private set; }

    /// <summary>Readings that an approved change had written and that would be others.</summary>
    public long Approved { get; private set; }

    /// <summary>Readings that are there and would be others.</summary>
    public FileDays.Replacement Replaced { get; private set; }

    public IEnumerable<FileDays.ChangedDay> All => kept ?? days.Changed(db, microgrid);

    /// <summary>As long as nobody else writes readings of the microgrid.</summary>
    /// <param name="also">Is told of each.</param>
    public static DayChanges Of(FileDays days, GreenParkDb db, MicrogridId microgrid, Action<FileDays.ChangedDay>? also = null)
    {
        var changes = new DayChanges(days, db, microgrid);
        foreach (var day in days.Changed(db, microgrid))
        {
            changes.Count++;
            changes.Approved += day.Approved;
            changes.Replaced = changes.Replaced.And(day.Replaced);
            if (day.Approved > 0 && changes.places.Count <= PlacesShown) changes.places.Add((day.Point, day.Day));
            also?.Invoke(day);
            if (changes.Count > MostKept) changes.kept = null;
            changes.kept?.Add(day);
        }
        return changes;
    }

    /// <summary>What is said of approved readings that would be replaced; null where there are none.</summary>
    public Error? Overwriting(string fileName) => Approved == 0 ? null
        : Error.RuleBroken("import.overwrites_changes", Approved, string.Join(", ", places.Take(PlacesShown).Select(x => $"{x.Point} {x.Day:yyyy-MM-dd}")) + (places.Count > PlacesShown ? ", …" : "")).At(fileName);
}
