using GreenPark.Application.Features.Microgrids;

namespace GreenPark.Application.Features.Metering.Queries;

/// <summary>A file that was taken, with the profile it was read by as it was then.</summary>
/// <param name="Import">Its id as text; what is no id is not found.</param>
[Allow(Permission.SeePark)]
public sealed record GetImport(string Park, string Microgrid, string Import) : IQuery<GetImport.Detail>, IInPark
{
    /// <param name="Profile">How it was read: <c>wide-csv</c>, a kept profile's code, or <c>given</c> for a profile that came with the file.</param>
    /// <param name="ProfileJson">Null for the wide CSV.</param>
    /// <param name="Change">Number of the correction that was proposed with the file, or null.</param>
    /// <param name="Notes">What was noticed while it was read and is no fault.</param>
    public sealed record Detail(
        ReadingImportId Id, string FileName, string Sha256, long Bytes, DateTime ImportedAt, string ImportedBy, DateOnly From, DateOnly To, int MeteringPoints,
        long Readings, long EnergyWh, int DaysWritten, string Profile, string? ProfileJson, int? Change, IReadOnlyList<PreviewReadings.Note> Notes);

    internal sealed class Handler(GreenParkDb db, CurrentUser user) : IQueryHandler<GetImport, Detail>
    {
        public async Task<Result<Detail>> Handle(GetImport query, CancellationToken cancellationToken)
        {
            var found = await db.MicrogridIdAsync(query.Park, query.Microgrid, user, cancellationToken);
            if (!found.TryGet(out var microgrid)) return found.To<Detail>();
            var id = Guid.TryParse(query.Import, out var sought) ? ReadingImportId.Of(sought) : default;
            return await db.ReadingImports.Where(x => x.MicrogridId == microgrid && x.Id == id)
                .Select(x => new Detail(x.Id, x.FileName, x.Sha256, x.Bytes, x.ImportedAt, x.ImportedBy, x.From, x.To, x.MeteringPoints, x.Readings, x.EnergyWh, x.DaysWritten, x.Profile, x.ProfileJson,
                    db.ReadingChanges.Where(c => c.ImportId == x.Id).Select(c => (int?)c.Number).FirstOrDefault(), ImportNotes.Read(x.Notes)))
                .SingleOrDefaultAsync(cancellationToken) is { } import ? import : Error.NotFound("import.not_found", query.Import);
        }
    }
}
