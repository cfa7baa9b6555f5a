using GreenPark.Application.Features.Attribution;
using GreenPark.Application.Features.Metering;
using GreenPark.Engine.Evidence;

namespace GreenPark.Application.Features.Statements;

/// <summary>Where a run's readings came from, and the audit records of the run, of the files and of the changes that its readings were made by.</summary>
internal static class PackSources
{
    public static async Task<IReadOnlyList<PackImport>> ImportsAsync(GreenParkDb db, Run run, CancellationToken cancellationToken) =>
        [.. (await Imports(db, run).AsNoTracking().OrderBy(x => x.ImportedAt).ThenBy(x => x.FileName).ToListAsync(cancellationToken))
            .Select(x => new PackImport(x.FileName, x.Sha256, x.Bytes, EvidenceTime.WholeSecond(x.ImportedAt), x.ImportedBy, x.Profile))];

    /// <summary>Last the head of the park's audit record, which the signature of the pack covers.</summary>
    public static async Task<IReadOnlyList<CanonicalObject>> LogAsync(GreenParkDb db, Run run, DateTime now, CancellationToken cancellationToken)
    {
        var requests = await Imports(db, run).Select(x => x.RequestId).Distinct().ToListAsync(cancellationToken);
        var changes = await db.ReadingChanges.Where(c => Days(db, run).Any(d => d.ChangeId == c.Id)).Select(c => new { c.ProposalRequest, c.DecisionRequest }).ToListAsync(cancellationToken);
        requests.AddRange(changes.SelectMany(x => new[] { x.ProposalRequest, x.DecisionRequest!.Value }));
        requests.AddRange(await RequestsOfAsync(db, run, cancellationToken));
        var records = await db.AuditRecords.AsNoTracking().Where(x => x.Chain == AuditChain.Of(run.ParkId) && requests.Contains(x.RequestId))
            .OrderBy(x => x.At).ThenBy(x => x.Id).ToListAsync(cancellationToken);
        var last = await AuditRecord.Last.OfAsync(db, AuditChain.Of(run.ParkId), cancellationToken);
        return [.. records.Select(ToJson), new AuditHead(AuditChain.Of(run.ParkId).ToString(), last.Number, last.Sha256, now).ToObject()];
    }

    /// <summary>What was done to the run itself. Only records of runs since it was asked for are looked into: all a park's records would be gone through otherwise.</summary>
    private static async Task<IEnumerable<Guid>> RequestsOfAsync(GreenParkDb db, Run run, CancellationToken cancellationToken)
    {
        var runId = run.Id.Value.ToString();
        var since = await db.AuditRecords.Where(x => x.Chain == AuditChain.Of(run.ParkId) && x.ObjectType == nameof(Run) && x.At >= run.RequestedAt)
            .Select(x => new { x.RequestId, x.Changes }).ToListAsync(cancellationToken);
        return since.Where(x => x.Changes.Contains(runId, StringComparison.Ordinal)).Select(x => x.RequestId);
    }

    /// <summary>The files themselves, and those from which corrections were proposed.</summary>
    private static IQueryable<ReadingImport> Imports(GreenParkDb db, Run run) => db.ReadingImports.Where(i =>
        Days(db, run).Any(d => d.ImportId == i.Id) || db.ReadingChanges.Any(c => c.ImportId == i.Id && Days(db, run).Any(d => d.ChangeId == c.Id)));

    private static IQueryable<ReadingDay> Days(GreenParkDb db, Run run) => db.ReadingDays.Where(x => x.MicrogridId == run.MicrogridId && x.Day >= run.From && x.Day < run.To);

    private static CanonicalObject ToJson(AuditRecord record) => new()
    {
        ["at"] = EvidenceTime.Write(record.At),
        ["request"] = record.RequestId.ToString(),
        ["by"] = record.UserName,
        ["actingAs"] = record.ActingAs,
        ["action"] = record.Action,
        ["objectType"] = record.ObjectType,
        ["objectName"] = record.ObjectName,
        ["changes"] = record.ToEntry().Changes,
        ["number"] = record.Number,
        ["sha256"] = record.Sha256,
    };
}
