using GreenPark.Application.Platform.Data;
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
    public static bool IsAppendOnly(IModel? model, CreateTableOperation table) =>
        model?.GetRelationalModel().FindTable(table.Name, table.Schema)?.Triggers.Any(x => x.ModelName == AppendOnly.TriggerOf(table.Name)) == true;
}
