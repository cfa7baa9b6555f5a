using GreenPark.Application.Features.Contracts;

namespace GreenPark.Application.Platform;

public abstract partial class GreenParkDb
{
    public DbSet<Contract> Contracts => Set<Contract>();
    public DbSet<ContractMember> ContractMembers => Set<ContractMember>();
}
