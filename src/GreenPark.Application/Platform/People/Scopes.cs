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

/// <summary>Belongs to one park or to none. Who sees it is for its own queries to say; the audit record of the park tells of it.</summary>
public interface IMayBeOfPark
{
    ParkId? ParkId { get; }
}

/// <summary>
/// Belongs to one park, or to none and is then shared by all: users of another park do not see it, and nobody who is bound to a park writes
/// what is shared (likewise).
/// </summary>
public interface IOfParkOrShared : IMayBeOfPark;

/// <summary>Belongs to one tenant: users of another tenant do not see it (likewise).</summary>
public interface IOfTenant
{
    TenantId TenantId { get; }
}

/// <summary>Of local days, to before <see cref="To"/>: whoever sees certain days only sees it where all of its days are among them (likewise).</summary>
public interface IOfDays
{
    DateOnly From { get; }
    DateOnly To { get; }
}

/// <summary>
/// What days came from, such as a file: whoever sees one of its days sees it. The days themselves are seen or not each for itself.
/// </summary>
public interface ITouchesDays
{
    DateOnly From { get; }
    DateOnly To { get; }
}

/// <summary>Of one local day (likewise).</summary>
public interface IOfDay
{
    DateOnly Day { get; }
}

/// <summary>Of a local month, named by its first day (likewise).</summary>
public interface IOfMonth
{
    DateOnly Month { get; }
}

/// <summary>Of an instant, UTC (likewise, with a day to spare on both sides: the first and the last instant of a month are of it in every zone).</summary>
public interface IOfInstant
{
    DateTime At { get; }
}
