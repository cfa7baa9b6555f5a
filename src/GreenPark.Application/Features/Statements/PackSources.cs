using System.Text.Json;
using GreenPark.Application.Features.Attribution;
using GreenPark.Application.Features.Metering;
using GreenPark.Engine.Evidence;

namespace GreenPark.Application.Features.Statements;

/// <summary>Where a run's readings came from, and the audit records of the run and of its inputs.</summary>
internal static class PackSources
{
    public static async Task<IReadOnlyList<PackImport>> ImportsAsync(GreenParkDb db, Run run, CancellationToken cancellationToken) =>
        [.. (await Imports(db, run).AsNoTracking().OrderBy(x => x.ImportedAt).ThenBy(x => x.FileName).ToListAsync(cancellationToken))
            .Select(x => new PackImport(x.FileName, x.Sha256, x.Bytes, EvidenceTime.WholeSecond(x.ImportedAt), x.ImportedBy, x.Profile))];

    public static async Task<IReadOnlyList<CanonicalObject>> LogAsync(GreenParkDb db, Run run, CancellationToken cancellationToken)
    {
        var requests = await Imports(db, run).Select(x => x.RequestId).Distinct().ToListAsync(cancellationToken);
        var runId = run.Id.Value.ToString();
        var records = await db.AuditRecords.AsNoTracking()
            .Where(x => x.ParkId == run.ParkId && (requests.Contains(x.RequestId) || (x.ObjectType == nameof(Run) && x.Changes.Contains(runId))))
            .OrderBy(x => x.At).ThenBy(x => x.Id).ToListAsync(cancellationToken);
        return [.. records.Select(ToJson)];
    }

    private static IQueryable<ReadingImport> Imports(GreenParkDb db, Run run) => db.ReadingImports.Where(i =>
        db.ReadingDays.Any(d => d.MicrogridId == run.MicrogridId && d.Day >= run.From && d.Day < run.To && d.ImportId == i.Id));

    private static CanonicalObject ToJson(AuditRecord record) => new()
    {
        ["at"] = EvidenceTime.Write(record.At),
        ["request"] = record.RequestId.ToString(),
        ["by"] = record.UserName,
        ["actingAs"] = record.ActingAs,
        ["action"] = record.Action,
        ["objectType"] = record.ObjectType,
        ["objectName"] = record.ObjectName,
        ["changes"] = CanonicalJson.Parse(JsonSerializer.SerializeToUtf8Bytes(JsonDocument.Parse(record.Changes))).Value.Value,
    };
}
