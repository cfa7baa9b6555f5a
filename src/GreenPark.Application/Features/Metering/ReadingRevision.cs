using GreenPark.Application.Features.Microgrids;

namespace GreenPark.Application.Features.Metering;

/// <summary>A revision of a day with its owner.</summary>
internal sealed class ReadingRevision
{
    public required ReadingDay Day { get; init; }

    /// <summary>When it came to count: the file was taken, or the change approved.</summary>
    public required DateTime At { get; init; }
    public required string By { get; init; }
    public string? File { get; init; }
    public int? Change { get; init; }
}

internal static class ReadingRevisions
{
    public static IQueryable<ReadingRevision> Revisions(this GreenParkDb db, MicrogridId microgrid) =>
        from day in db.ReadingDays
        join i in db.ReadingImports on day.ImportId equals i.Id into imports
        from import in imports.DefaultIfEmpty()
        join c in db.ReadingChanges on day.ChangeId equals c.Id into changes
        from change in changes.DefaultIfEmpty()
        where day.MicrogridId == microgrid
        select new ReadingRevision
        {
            Day = day,
            At = day.ImportId != null ? import!.ImportedAt : change!.DecidedAt!.Value,
            By = day.ImportId != null ? import!.ImportedBy : change!.DecidedBy,
            File = import!.FileName,
            Change = change == null ? null : change.Number,
        };
}
