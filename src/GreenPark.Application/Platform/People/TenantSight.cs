using System.Linq.Expressions;

namespace GreenPark.Application.Platform.People;

/// <summary>Belongs to the park as a whole and tells of several tenants at once: a user bound to one tenant sees none of it.</summary>
public interface IOfWholePark : IOfPark;

/// <summary>Belongs to no tenant by a column of its own: it says itself what a user bound to one tenant sees of it.</summary>
public interface ISeenByTenants<TSelf> where TSelf : class, ISeenByTenants<TSelf>
{
    /// <summary>Asked only where <see cref="GreenParkDb.TenantScope"/> is one.</summary>
    static abstract Expression<Func<TSelf, bool>> IsSeenBy(GreenParkDb db);
}
