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
    /// and park, or in a retired month of its microgrid, and in no month on hold.
    /// </summary>
    /// <param name="model">Of the migration.</param>
    /// <param name="table">That is created.</param>
    /// <param name="row">By what the trigger calls the row.</param>
    public static string? MayGo(IModel? model, CreateTableOperation table, string row)
    {
        var type = Find(model, table)?.EntityTypeMappings.First().TypeBase;
        return type?.FindAnnotation(RetiresAttribute.Annotation)?.Value is string limit ? BeforeLimit(limit.Split(' '), row)
            : type?.FindAnnotation(RetiresWithMonthAttribute.Annotation)?.Value is string month ? InRetiredMonth(month.Split(' '), row) : null;
    }

    private static string BeforeLimit(string[] retires, string row)
    {
        var (kind, at) = (retires[0], $"{row}.[{retires[1]}]");
        return $"EXISTS (SELECT 1 FROM [RetentionLimits] l WHERE l.[Kind] = '{kind}' AND l.[ParkId] = {row}.[ParkId] AND l.[Before] > {at}) "
            + $"AND NOT EXISTS (SELECT 1 FROM [RetentionHolds] h WHERE h.[ParkId] = {row}.[ParkId] AND h.[From] <= {at} AND h.[To] > {at} AND {Stands})";
    }

    /// <summary>
    /// SQLite compares days and instants as texts, of which the instant is the longer one: so a hold, of whole months too, is compared with the
    /// day after the month alone, where that makes no difference.
    /// </summary>
    private static string InRetiredMonth(string[] retires, string row)
    {
        var day = $"{row}.[{retires[0]}]";
        var microgrid = retires is [_, var owner, var key] ? $"(SELECT o.[MicrogridId] FROM [{owner}] o WHERE o.[Id] = {row}.[{key}])" : $"{row}.[MicrogridId]";
        return $"EXISTS (SELECT 1 FROM [RetiredMonths] m WHERE m.[MicrogridId] = {microgrid} AND m.[From] <= {day} AND m.[To] > {day} "
            + $"AND NOT EXISTS (SELECT 1 FROM [RetentionHolds] h WHERE h.[ParkId] = {row}.[ParkId] AND h.[From] < m.[To] AND h.[To] >= m.[To] AND {Stands}))";
    }

    private const string Stands = "NOT EXISTS (SELECT 1 FROM [HoldReleases] r WHERE r.[HoldId] = h.[Id])";

    private static ITable? Find(IModel? model, CreateTableOperation table) => model?.GetRelationalModel().FindTable(table.Name, table.Schema);
}
