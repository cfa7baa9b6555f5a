using GreenPark.Application.Platform.Data;
using GreenPark.Application.Platform.Retention;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace GreenPark.Persistence;

internal static class DeclaredTriggers
{
    /// <summary>
    /// Whether the model of the migration declares the append-only trigger for the table. SQLite's table rebuilds create a
    /// table of another name, so a migration that rebuilds an append-only table must create its triggers by hand; a test finds it.
    /// </summary>
    public static bool IsAppendOnly(IModel? model, CreateTableOperation table) => Find(model, table)?.Triggers.Any(x => x.ModelName == AppendOnly.TriggerOf(table.Name)) == true;

    /// <summary>
    /// What a row must meet to be deleted all the same, as SQL that both products take; null where none may be. It lies before a limit of its kind
    /// and park, and in no month on hold.
    /// </summary>
    /// <param name="model">Of the migration.</param>
    /// <param name="table">That is created.</param>
    /// <param name="row">By what the trigger calls the row.</param>
    public static string? MayGo(IModel? model, CreateTableOperation table, string row)
    {
        if (Find(model, table)?.EntityTypeMappings.First().TypeBase.FindAnnotation(RetiresAttribute.Annotation)?.Value is not string retires) return null;
        var (kind, at) = (retires.Split(' ')[0], $"{row}.[{retires.Split(' ')[1]}]");
        return $"EXISTS (SELECT 1 FROM [RetentionLimits] l WHERE l.[Kind] = '{kind}' AND l.[ParkId] = {row}.[ParkId] AND l.[Before] > {at}) "
            + $"AND NOT EXISTS (SELECT 1 FROM [RetentionHolds] h WHERE h.[ParkId] = {row}.[ParkId] AND h.[From] <= {at} AND h.[To] > {at} "
            + "AND NOT EXISTS (SELECT 1 FROM [HoldReleases] r WHERE r.[HoldId] = h.[Id]))";
    }

    private static ITable? Find(IModel? model, CreateTableOperation table) => model?.GetRelationalModel().FindTable(table.Name, table.Schema);
}
