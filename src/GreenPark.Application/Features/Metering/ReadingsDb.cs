using GreenPark.Application.Features.Metering;

namespace GreenPark.Application.Platform;

public abstract partial class GreenParkDb
{
    public DbSet<ReadingImport> ReadingImports => Set<ReadingImport>();
    public DbSet<ReadingDay> ReadingDays => Set<ReadingDay>();
    public DbSet<ReadingProfile> ReadingProfiles => Set<ReadingProfile>();
    public DbSet<ReadingChange> ReadingChanges => Set<ReadingChange>();
    public DbSet<ReadingChangeDay> ReadingChangeDays => Set<ReadingChangeDay>();
    public DbSet<ReadingFinding> ReadingFindings => Set<ReadingFinding>();
    public DbSet<ReadingValidation> ReadingValidations => Set<ReadingValidation>();
    public DbSet<RegisterRead> RegisterReads => Set<RegisterRead>();
    public DbSet<RegisterReadWithdrawal> RegisterReadWithdrawals => Set<RegisterReadWithdrawal>();
    public DbSet<ThresholdChoice> ThresholdChoices => Set<ThresholdChoice>();
}
