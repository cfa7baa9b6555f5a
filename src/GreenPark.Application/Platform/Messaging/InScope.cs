namespace GreenPark.Application.Platform.Messaging;

/// <summary>
/// Names the park it is about, by its code, or none where null or empty. Who is bound to one park and names another is refused by the
/// pipeline, whether or not there is such a park, and no database is asked.
/// </summary>
public interface IInPark
{
    string? Park { get; }
}

/// <summary>Names the tenant whose figures it shows. Who is bound to one tenant and names another is refused likewise.</summary>
public interface IInTenant
{
    string? Tenant { get; }
}

public static class InScope
{
    /// <summary>The error where the request names what is beyond the user's bounds.</summary>
    internal static Error? Check<TRequest>(TRequest request, CurrentUser user) =>
        request is IInPark inPark && CheckPark(inPark.Park, user) is { } error ? error
        : user.TenantScope is not null && request is IInTenant { Tenant: { Length: > 0 } tenant } && !Same(tenant, user.TenantCode) ? Error.Forbidden("scope.not_yours", tenant)
        : null;

    /// <summary>The same of a park alone, for a door that looks before it reads a large body.</summary>
    public static Error? CheckPark(string? park, CurrentUser user) =>
        user.ParkScope is not null && park is { Length: > 0 } && !Same(park, user.ParkCode) ? Error.Forbidden("scope.not_yours", park) : null;

    /// <summary>As codes are unique in their list.</summary>
    private static bool Same(string named, string own) => named.Equals(own, StringComparison.OrdinalIgnoreCase);
}
