using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace GreenPark.Application.Platform.Data;

/// <summary>The lock in SaveChanges, and the name by which a table's trigger is declared to EF and made by the migrations.</summary>
public static class AppendOnly
{
    public const string TriggerSuffix = "_AppendOnly";

    public static string TriggerOf(string table) => table + TriggerSuffix;

    internal static void Guard(EntityEntry entry)
    {
        if (entry.Entity is IAppendOnly && entry.State is (EntityState.Modified or EntityState.Deleted))
            throw new InvalidOperationException($"{entry.Metadata.ClrType.Name} is append-only: write a new row that supersedes the old one.");
    }
}
