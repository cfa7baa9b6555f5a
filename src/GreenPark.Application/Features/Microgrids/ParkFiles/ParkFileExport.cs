using System.Security.Cryptography;
using GreenPark.Application.Features.Contracts;
using GreenPark.Application.Features.Factors;
using GreenPark.Application.Features.Metering;
using GreenPark.Application.Features.Parks;
using GreenPark.Application.Features.Tenants;
using GreenPark.Engine.Evidence;

namespace GreenPark.Application.Features.Microgrids.ParkFiles;

/// <summary>A park file's canonical bytes, and their hash in lower-case hex.</summary>
public sealed record ParkFileText(byte[] Json, string Sha256);

/// <summary>The pool as a run before left it, in Wh.</summary>
public readonly record struct PoolBalance(long GreenWh, long OtherWh);

/// <summary>
/// The registers of a microgrid as of a period, as the canonical <c>park.json</c> of the method page. Dates outside the period are
/// left out, so that what changes later does not change the file of an earlier period.
/// </summary>
public sealed class ParkFileExport(GreenParkDb db)
{
    /// <param name="microgrid">With its registers (<see cref="FindMicrogrid"/>).</param>
    /// <param name="period">Both ends given.</param>
    /// <param name="opening">Closing balance of the run before; null takes the register's.</param>
    public async Task<Result<ParkFileText>> BuildAsync(
        Microgrid microgrid, DateRange period, PoolBalance? opening, CancellationToken cancellationToken)
    {
        var factors = await FactorsAsync(microgrid, period, cancellationToken);
        if (!factors.TryGet(out var factorSet)) return factors.To<ParkFileText>();
        var registers = new PeriodRegisters(
            microgrid,
            period,
            await db.Parks.SingleAsync(x => x.Id == microgrid.ParkId, cancellationToken),
            await TenantsAsync(microgrid, cancellationToken),
            await db.MeteringPoints.AsNoTracking().AsSplitQuery().Where(x => x.MicrogridId == microgrid.Id)
                .Include(x => x.Periods).ThenInclude(x => x.Parts).OrderBy(x => x.Code).ToListAsync(cancellationToken),
            await db.Contracts.AsNoTracking().AsSplitQuery().Where(x => x.MicrogridId == microgrid.Id && x.State != ContractState.Draft)
                .Include(x => x.Sources).Include(x => x.Members).OrderBy(x => x.Priority).ThenBy(x => x.Code).ToListAsync(cancellationToken));
        var json = ParkFileTree.Of(registers, factorSet, opening).ToBytes();
        return new ParkFileText(json, Convert.ToHexStringLower(SHA256.HashData(json)));
    }

    /// <summary>The choice in force on the period's first day counts for all of it.</summary>
    private async Task<Result<CanonicalObject>> FactorsAsync(Microgrid microgrid, DateRange period, CancellationToken cancellationToken)
    {
        if (microgrid.FactorsOn(period.From!.Value) is not { } choice) return Error.RuleBroken("microgrid.no_factors", period.From);
        var entries = await db.FactorEntries.AsNoTracking()
            .Where(x => x.Id == choice.GridAverageId || x.Id == choice.ResidualId).ToDictionaryAsync(x => x.Id, cancellationToken);
        return ParkFileTree.FactorsOf(
            microgrid.FactorFamily, entries[choice.GridAverageId], choice.ResidualId is { } residual ? entries[residual] : null);
    }

    private Task<Dictionary<TenantId, Tenant>> TenantsAsync(Microgrid microgrid, CancellationToken cancellationToken)
    {
        var ids = microgrid.Memberships.Select(x => x.TenantId).Distinct().ToList();
        return db.Tenants.AsNoTracking().Where(x => ids.Contains(x.Id)).ToDictionaryAsync(x => x.Id, cancellationToken);
    }
}
