using GreenPark.Application.Features.Parks;

namespace GreenPark.Application.Features.Tenants;

internal static class FindTenant
{
    /// <summary>The tenant with its sites.</summary>
    public static async Task<Result<Tenant>> FindTenantAsync(this GreenParkDb db, string parkCode, string code, CancellationToken cancellationToken)
    {
        var found = await db.FindParkAsync(parkCode, cancellationToken);
        if (!found.TryGet(out var park)) return found.To<Tenant>();
        var sought = Code.Sought(code);
        return await db.Tenants.Include(x => x.Sites).SingleOrDefaultAsync(x => x.ParkId == park.Id && x.Code == sought, cancellationToken)
            is { } tenant ? tenant : Error.NotFound("tenant.not_found", code);
    }

    /// <summary>A tenant that the user may not see is as unknown as one that there is not.</summary>
    public static async Task<Result<TenantId>> TenantIdAsync(this GreenParkDb db, ParkId park, string code, CancellationToken cancellationToken)
    {
        var sought = Code.Sought(code);
        var id = await db.Tenants.Where(x => x.ParkId == park && x.Code == sought).Select(x => (TenantId?)x.Id).SingleOrDefaultAsync(cancellationToken);
        return id is { } tenant ? tenant : Error.NotFound("tenant.not_found", code).In("Tenant");
    }
}
