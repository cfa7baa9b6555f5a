using GreenPark.Application.Features.DataAccess;
using GreenPark.Application.Features.Exports;
using GreenPark.Application.Features.Retention;
using GreenPark.Application.Platform.Reads;
using GreenPark.Engine.Parks;
using GreenPark.Engine.Results;

namespace GreenPark.Application.Features.Attribution.Queries;

/// <summary>
/// One of the result files of the method page (<c>attribution.csv</c>, <c>attribution-SOURCE.csv</c>, <c>balance.csv</c>,
/// <c>summary.json</c>), calculated again from the input that is stored with the run.
/// </summary>
[Allow(Permission.SeePark)]
public sealed record GetRunFile(string Park, string Microgrid, int Number, string File, Release? Release = null) : IQuery<GetRunFile.Download>, IShowsTenants, IReleases
{
    /// <summary>All but the sums of <c>summary.json</c>.</summary>
    public static bool HasIntervals(string file) => file.EndsWith(".csv", StringComparison.Ordinal);

    Release? IReleases.Leaving => HasIntervals(File) ? Release ?? new Release() : null;
    string IReleases.What => $"{Microgrid}/{Number}/{File}";

    public sealed record Download(string FileName, string ContentType, ReadOnlyMemory<byte> Content);

    internal sealed class Handler(GreenParkDb db, WaitedCalculations calculations, CurrentUser user, TenantReads reads, TimeProvider clock) : IQueryHandler<GetRunFile, Download>
    {
        public async Task<Result<Download>> Handle(GetRunFile query, CancellationToken cancellationToken)
        {
            var found = await db.FindRunAsync(query.Park, query.Microgrid, query.Number, user, cancellationToken);
            if (!found.TryGet(out var run)) return found.To<Download>();
            // without a stored input the calculation would be of today's registers, and not of this run
            var parkJson = await db.RunInputs.Where(x => x.RunId == run.Id).Select(x => x.ParkJson).SingleOrDefaultAsync(cancellationToken);
            if (parkJson is null) return Error.NotFound("run.no_result", query.Number);
            var names = Names(ParkFileReader.Read(parkJson, "park.json").Value.Microgrid);
            if (await db.RetiredErrorAsync(run.MicrogridId, run.From, run.To, cancellationToken) is { } retired) return retired;
            var hasCurves = query.File.StartsWith("attribution", StringComparison.Ordinal);
            if (hasCurves && await new CurveConsents(db, user, clock).WithheldFilesAsync(run, cancellationToken) is { Count: > 0 } withheld) return CurveConsents.Refusal(withheld);
            await reads.NoteRunAsync(db, hasCurves ? DataKind.Curves : DataKind.Totals, run, cancellationToken);
            return names.Contains(query.File)
                ? await calculations.DoAsync(() => MadeAsync(run, query.File, cancellationToken), cancellationToken)
                : Error.NotFound("run.no_such_file", query.File, string.Join(", ", names));
        }

        private async Task<Result<Download>> MadeAsync(Run run, string file, CancellationToken cancellationToken)
        {
            var calculated = await new RunCalculation(db).OfAsync(run, null, cancellationToken);
            if (!calculated.TryGet(out var made)) return calculated.To<Download>();
            // each file is written when its turn comes, so that only those up to the one asked for are
            var content = ResultFiles.All(made.Result, made.Inputs).First(x => x.Name == file).Content;
            return new Download(file, file.EndsWith(".json", StringComparison.Ordinal) ? "application/json" : "text/csv", content);
        }

        private static List<string> Names(Engine.Parks.Microgrid microgrid) =>
        [
            "attribution.csv", .. microgrid.Sources.Select(x => $"attribution-{x.Code}.csv"), .. microgrid.Storage is null ? [] : new[] { $"attribution-{Codes.Storage}.csv" },
            "balance.csv", "summary.json",
        ];
    }
}
