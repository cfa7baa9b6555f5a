using GreenPark.Application.Features.Parks;
using GreenPark.Application.Features.Tenants;

namespace GreenPark.Application.Features.Identity;

public readonly record struct RoleAssignmentId(Guid Value) : IId<RoleAssignmentId>
{
    public static RoleAssignmentId Of(Guid value) => new(value);
}

/// <summary>
/// A role that a person holds: in a park, for a tenant, from a day to a day. A person may hold several and acts as one of them at a time.
/// A verifier's is an engagement: it also says which months it sees. It is ended, never deleted: audit records tell of what was done by it.
/// </summary>
public sealed class RoleAssignment : Entity<RoleAssignmentId>, IMayBeOfPark, IHasLabel
{
    public const int ReasonLength = 500, EmailLength = 256;

    private RoleAssignment() { }

    public Guid UserId { get; private init; }

    /// <summary>As the person signed in when the role was given.</summary>
    public string Email { get; private init; } = "";

    public Role Role { get; private init; }

    /// <summary>Null is every park.</summary>
    public ParkId? ParkId { get; private init; }

    /// <summary>Null is every tenant of the park.</summary>
    public TenantId? TenantId { get; private init; }

    /// <summary>First UTC day on which it holds.</summary>
    public DateOnly From { get; private init; }

    /// <summary>UTC day from whose beginning on it does not; null is until it is ended.</summary>
    public DateOnly? Until { get; private init; }

    /// <summary>First local day of what a verifier sees; null is everything.</summary>
    public DateOnly? SeesFrom { get; private init; }

    /// <summary>Day after the last.</summary>
    public DateOnly? SeesTo { get; private init; }

    public string GivenBy { get; private init; } = "";

    /// <summary>UTC.</summary>
    public DateTime GivenAt { get; private init; }

    /// <summary>UTC; null while nobody has ended it.</summary>
    public DateTime? EndedAt { get; private set; }

    public string EndedBy { get; private set; } = "";
    public string EndReason { get; private set; } = "";

    public string Label => $"{Email} {Role}";

    internal static RoleAssignment Give(AppUser user, RoleFields fields, ParkId? park, TenantId? tenant, CurrentUser by, DateTime at) => new()
    {
        UserId = user.Id, Email = user.Email!, Role = fields.Role, ParkId = park, TenantId = tenant, From = fields.From ?? DateOnly.FromDateTime(at), Until = fields.Until,
        SeesFrom = fields.SeesFrom, SeesTo = fields.SeesTo, GivenBy = by.Name, GivenAt = at,
    };

    internal Error? End(string reason, CurrentUser by, DateTime at)
    {
        if (EndedAt is not null) return Error.RuleBroken("role.ended_already");
        (EndedAt, EndedBy, EndReason) = (at, by.Name, reason.Trim());
        return null;
    }

    internal sealed class Mapping : IEntityTypeConfiguration<RoleAssignment>
    {
        public void Configure(EntityTypeBuilder<RoleAssignment> builder)
        {
            builder.Property(x => x.Email).HasMaxLength(EmailLength);
            builder.Property(x => x.GivenBy).HasMaxLength(AppUser.NameLength);
            builder.Property(x => x.EndedBy).HasMaxLength(AppUser.NameLength);
            builder.Property(x => x.EndReason).HasMaxLength(ReasonLength);
            builder.Ignore(x => x.Label);
            builder.HasIndex(x => x.UserId);
            builder.HasIndex(x => new { x.ParkId, x.TenantId });
            builder.HasOne<AppUser>().WithMany().HasForeignKey(x => x.UserId).OnDelete(DeleteBehavior.Restrict);
            builder.HasOne<Park>().WithMany().HasForeignKey(x => x.ParkId).OnDelete(DeleteBehavior.Restrict);
            builder.HasOne<Tenant>().WithMany().HasForeignKey(x => x.TenantId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
