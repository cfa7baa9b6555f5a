using System.Linq.Expressions;
using GreenPark.Application.Features.Parks;

namespace GreenPark.Application.Features.Exports;

public readonly record struct DataReleaseId(Guid Value) : IId<DataReleaseId>
{
    public static DataReleaseId Of(Guid value) => new(value);
}

/// <summary>Load curves that were taken out: who, what, where to, by which approval. Written before the first byte of them leaves.</summary>
public sealed class DataRelease : IAppendOnly, IOfPark, ISeenByTenants<DataRelease>, IHasLabel
{
    public const int WhatLength = 300;

    private DataRelease() { }

    string IHasLabel.Label => What;

    public DataReleaseId Id { get; private init; }
    public ParkId ParkId { get; private init; }

    /// <summary>Of whoever took them out, where it is one of a tenant's own people.</summary>
    public TenantId? ByTenant { get; private init; }
    public DateTime At { get; private init; }
    public string UserName { get; private init; } = "";
    public string ActingAs { get; private init; } = "";

    /// <summary>The network address.</summary>
    public string Address { get; private init; } = "";

    /// <summary>The request's name.</summary>
    public string Request { get; private init; } = "";

    /// <summary>Microgrid, run or metering point, file.</summary>
    public string What { get; private init; } = "";

    /// <summary>Null where the park does not ask, and nobody said.</summary>
    public Destination? Destination { get; private init; }

    /// <summary>Number of the approval; null but for what went abroad.</summary>
    public int? Approval { get; private init; }

    /// <summary>Of the approval, as its country is; empty but for what went abroad.</summary>
    public string Recipient { get; private init; } = "";
    public string Country { get; private init; } = "";

    internal static DataRelease Of(ParkId park, string request, string what, Destination? destination, ExportApproval? approval, CurrentUser by, DateTime at) => new()
    {
        Id = Platform.Data.Id.New<DataReleaseId>(), ParkId = park, ByTenant = by.TenantScope, At = at, UserName = by.Name, ActingAs = by.Role.ToString(), Address = by.Address,
        Request = request, What = what.Length > WhatLength ? what[..WhatLength] : what, Destination = destination, Approval = approval?.Number, Recipient = approval?.Recipient ?? "", Country = approval?.Country ?? "",
    };

    static Expression<Func<DataRelease, bool>> ISeenByTenants<DataRelease>.IsSeenBy(GreenParkDb db) => x => x.ByTenant == db.TenantScope;

    internal sealed class Mapping : IEntityTypeConfiguration<DataRelease>
    {
        public void Configure(EntityTypeBuilder<DataRelease> builder)
        {
            builder.Property(x => x.UserName).HasMaxLength(AppUser.NameLength);
            builder.Property(x => x.ActingAs).HasMaxLength(100);
            builder.Property(x => x.Address).HasMaxLength(AuditRecord.AddressLength);
            builder.Property(x => x.Request).HasMaxLength(100);
            builder.Property(x => x.What).HasMaxLength(WhatLength);
            builder.Property(x => x.Recipient).HasMaxLength(ExportApproval.RecipientLength);
            builder.Property(x => x.Country).HasMaxLength(2);
            builder.HasIndex(x => new { x.ParkId, x.At });
            builder.HasOne<Park>().WithMany().HasForeignKey(x => x.ParkId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
