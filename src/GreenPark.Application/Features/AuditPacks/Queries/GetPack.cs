using GreenPark.Application.Features.Attribution;
using GreenPark.Application.Features.DataAccess;
using GreenPark.Application.Features.Exports;
using GreenPark.Application.Features.Retention;
using GreenPark.Application.Platform.Reads;

namespace GreenPark.Application.Features.AuditPacks.Queries;

/// <summary>The pack of a final run as it was signed.</summary>
[Allow(Permission.SeePark)]
public sealed record GetPack(string Park, string Microgrid, int Run, Release? Release = null) : IQuery<GetPack.Download>, IShowsTenants, IReleases
{
    Release? IReleases.Leaving => Release ?? new Release();
    string IReleases.What => $"{Microgrid}/{Run}";

    public sealed record Download(string FileName, string Sha256, byte[] Content);

    internal sealed class Handler(GreenParkDb db, CurrentUser user, TenantReads reads, TimeProvider clock) : IQueryHandler<GetPack, Download>
    {
        public async Task<Result<Download>> Handle(GetPack query, CancellationToken cancellationToken)
        {
            var found = await db.FindRunAsync(query.Park, query.Microgrid, query.Run, user, cancellationToken);
            if (!found.TryGet(out var run)) return found.To<Download>();
            if (await db.RetiredErrorAsync(run.MicrogridId, run.From, run.To, cancellationToken) is { } retired) return retired;
            if (await new CurveConsents(db, user, clock).WithheldFilesAsync(run, cancellationToken) is { Count: > 0 } withheld) return CurveConsents.Refusal(withheld);
            await reads.NoteRunAsync(db, DataKind.Packs, run, cancellationToken);
            return await (from x in db.AuditPacks.Where(x => x.RunId == run.Id) join content in db.AuditPackContents on x.RunId equals content.RunId select new Download(x.FileName, x.Sha256, content.Content)).SingleOrDefaultAsync(cancellationToken)
                is { } pack ? pack : Error.NotFound("pack.not_found", query.Run);
        }
    }
}
