using GreenPark.Application.Platform.Data;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace GreenPark.Persistence.Sqlite;

/// <summary>Creates the triggers of an append-only table together with the table, in whatever migration that stands.</summary>
internal sealed class SqliteTriggers(MigrationsSqlGeneratorDependencies dependencies, IRelationalAnnotationProvider annotations)
    : SqliteMigrationsSqlGenerator(dependencies, annotations)
{
    protected override void Generate(CreateTableOperation operation, IModel? model, MigrationCommandListBuilder builder, bool terminate = true)
    {
        base.Generate(operation, model, builder, terminate);
        if (!DeclaredTriggers.IsAppendOnly(model, operation)) return;
        foreach (var verb in (string[])["UPDATE", "DELETE"])
        {
            var (trigger, table) = (DelimitOf($"{AppendOnly.TriggerOf(operation.Name)}_{verb.ToLowerInvariant()}"), DelimitOf(operation.Name));
            var unless = verb == "DELETE" && DeclaredTriggers.MayGo(model, operation, "OLD") is { } mayGo ? $" WHEN NOT ({mayGo})" : "";
            builder
                .AppendLine($"CREATE TRIGGER {trigger} BEFORE {verb} ON {table}{unless}")
                .AppendLine($"BEGIN SELECT RAISE(ABORT, '{operation.Name} is append-only'); END;")
                .EndCommand();
        }
    }

    private string DelimitOf(string name) => Dependencies.SqlGenerationHelper.DelimitIdentifier(name);
}
