using GreenPark.Application.Features.DataAccess;
using GreenPark.Application.Platform.Reads;

namespace GreenPark.Application.Platform;

public abstract partial class GreenParkDb
{
    public DbSet<DataRead> DataReads => Set<DataRead>();
    public DbSet<DataConsent> DataConsents => Set<DataConsent>();
    public DbSet<ConsentWithdrawal> ConsentWithdrawals => Set<ConsentWithdrawal>();
}
