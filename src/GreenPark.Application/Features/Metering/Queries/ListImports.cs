using GreenPark.Application.Features.Microgrids;

namespace GreenPark.Application.Features.Metering.Queries;

/// <summary>The imports of a microgrid, newest first.</summary>
[Allow(Permission.SeePark)]
public sealed record ListImports(string Park, string Microgrid, int Skip = 0, int Take = Paging.DefaultTake) : IQuery<Page<ListImports.Item>>, IPaged, IInPark
{
    /// <param name="Profile">How it was read: <c>wide-csv</c>, a kept profile's code, or <c>given</c> for a profile that came with the file.</param>
    /// <param name="Change">Number of the correction that was proposed with the file, or null: its readings were taken.</param>
    public sealed record Item(
        ReadingImportId Id, string FileName, string Sha256, long Bytes, DateTime ImportedAt, string ImportedBy, DateOnly From, DateOnly To, int MeteringPoints,
        long Readings, long EnergyWh, int DaysWritten, string Profile, int? Change);

    internal sealed class Handler(GreenParkDb db, CurrentUser user) : IQueryHandler<ListImports, Page<Item>>
    {
        public async Task<Result<Page<Item>>> Handle(ListImports query, CancellationToken cancellationToken)
        {
            var found = await db.FindMicrogridAsync(query.Park, query.Microgrid, user, cancellationToken);
            if (!found.TryGet(out var microgrid)) return found.To<Page<Item>>();
            return await db.ReadingImports.Where(x => x.MicrogridId == microgrid.Id).OrderByDescending(x => x.ImportedAt).ThenBy(x => x.Id)
                .Select(x => new Item(x.Id, x.FileName, x.Sha256, x.Bytes, x.ImportedAt, x.ImportedBy, x.From, x.To, x.MeteringPoints, x.Readings, x.EnergyWh, x.DaysWritten, x.Profile,
                    db.ReadingChanges.Where(c => c.ImportId == x.Id).Select(c => (int?)c.Number).FirstOrDefault()))
                .ToPageAsync(query, cancellationToken);
        }
    }
}
