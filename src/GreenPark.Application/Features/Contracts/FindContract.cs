using GreenPark.Application.Features.Microgrids;

namespace GreenPark.Application.Features.Contracts;

internal static class FindContract
{
    /// <summary>The contract with its microgrid, both with their registers.</summary>
    public static async Task<Result<(Contract Contract, Microgrid Microgrid)>> FindContractAsync(
        this GreenParkDb db, string park, string microgridCode, string code, CurrentUser user, CancellationToken cancellationToken)
    {
        var found = await db.FindMicrogridAsync(park, microgridCode, user, cancellationToken);
        if (!found.TryGet(out var microgrid)) return found.To<(Contract, Microgrid)>();
        var sought = Code.Sought(code);
        return await db.Contracts.Where(x => x.MicrogridId == microgrid.Id).AsSplitQuery().Include(x => x.Sources).Include(x => x.Members)
            .OrderBy(x => x.Id).SingleOrDefaultAsync(x => x.Code == sought, cancellationToken) is { } contract
            ? (contract, microgrid) : Error.NotFound("contract.not_found", code);
    }
}
