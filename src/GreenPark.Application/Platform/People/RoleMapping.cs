using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Identity;

namespace GreenPark.Application.Platform.People;

/// <summary>The roles as rows that come with the migration, so that no start has to create them. Their ids follow from their names.</summary>
internal sealed class RoleMapping : IEntityTypeConfiguration<IdentityRole<Guid>>
{
    public void Configure(EntityTypeBuilder<IdentityRole<Guid>> builder) => builder.HasData(Roles.All.Select(x => new IdentityRole<Guid>
    {
        Id = new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"greenpark-role:{x}")).AsSpan(0, 16)),
        Name = x.ToString(),
        NormalizedName = x.ToString().ToUpperInvariant(),
        ConcurrencyStamp = x.ToString(),
    }));
}
