using GreenPark.Application.Features.Parks;
using GreenPark.Application.Features.Tenants;
using GreenPark.Application.Platform.Reads;

namespace GreenPark.Application.Features.DataAccess;

/// <summary>Which looks at a tenant's data are asked for.</summary>
/// <param name="Person">Part of the name of who looked.</param>
/// <param name="OthersOnly">Without the tenant's own people.</param>
/// <param name="From">UTC.</param>
/// <param name="To">UTC, exclusive.</param>
public sealed record SoughtReads(DataKind? Kind = null, string? Person = null, bool OthersOnly = false, DateTime? From = null, DateTime? To = null)
{
    /// <summary>Newest first.</summary>
    internal async Task<Result<IQueryable<DataRead>>> OfAsync(GreenParkDb db, string parkCode, string tenantCode, CancellationToken cancellationToken)
    {
        var found = await db.FindParkAsync(parkCode, cancellationToken);
        if (!found.TryGet(out var park)) return found.To<IQueryable<DataRead>>();
        var owner = await db.TenantIdAsync(park.Id, tenantCode, cancellationToken);
        if (!owner.TryGet(out var tenant)) return owner.To<IQueryable<DataRead>>();
        var reads = db.DataReads.AsNoTracking().Where(x => x.TenantId == tenant);
        if (Kind is { } kind) reads = reads.Where(x => x.Kind == kind);
        if (OthersOnly) reads = reads.Where(x => !x.IsOwn);
        if (Paging.Pattern(Person) is { } pattern) reads = reads.Where(x => EF.Functions.Like(x.UserName, pattern, "\\"));
        if (From is { } from) reads = reads.Where(x => x.At >= from);
        if (To is { } to) reads = reads.Where(x => x.At < to);
        return Result<IQueryable<DataRead>>.Success(reads.OrderByDescending(x => x.At).ThenByDescending(x => x.Id));
    }
}
