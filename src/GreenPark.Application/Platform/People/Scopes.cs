namespace GreenPark.Application.Platform.People;

/// <summary>The scope a user and a record can have. What a park is, the platform does not know.</summary>
public readonly record struct ParkId(Guid Value) : IId<ParkId>
{
    public static ParkId Of(Guid value) => new(value);
}

/// <summary>The narrower scope, inside one park.</summary>
public readonly record struct TenantId(Guid Value) : IId<TenantId>
{
    public static TenantId Of(Guid value) => new(value);
}

/// <summary>Belongs to one park: users of another park do not see it (a query filter that no handler can forget).</summary>
public interface IOfPark
{
    ParkId ParkId { get; }
}

/// <summary>Belongs to one tenant: users of another tenant do not see it (likewise).</summary>
public interface IOfTenant
{
    TenantId TenantId { get; }
}
