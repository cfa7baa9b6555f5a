using GreenPark.Application.Platform.Data;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using Microsoft.EntityFrameworkCore.Update;

namespace GreenPark.Persistence.SqlServer;

/// <summary>Creates the trigger of an append-only table together with the table, in whatever migration that stands.</summary>
internal sealed class SqlServerTriggers(MigrationsSqlGeneratorDependencies dependencies, ICommandBatchPreparer commandBatchPreparer)
    : SqlServerMigrationsSqlGenerator(dependencies, commandBatchPreparer)
{
    protected override void Generate(CreateTableOperation operation, IModel? model, MigrationCommandListBuilder builder, bool terminate = true)
    {
        base.Generate(operation, model, builder, terminate);
        if (!DeclaredTriggers.IsAppendOnly(model, operation)) return;
        var helper = Dependencies.SqlGenerationHelper;
        var (trigger, table) = (helper.DelimitIdentifier(AppendOnly.TriggerOf(operation.Name)), helper.DelimitIdentifier(operation.Name, operation.Schema));
        var refuse = $"THROW 51000, '{operation.Name} is append-only', 1;";
        // of an update inserted has the rows too
        var body = DeclaredTriggers.MayGo(model, operation, "d") is { } mayGo ? $"IF EXISTS (SELECT 1 FROM inserted) OR EXISTS (SELECT 1 FROM deleted d WHERE NOT ({mayGo})) BEGIN; {refuse} END" : refuse;
        var create = $"CREATE TRIGGER {trigger} ON {table} AFTER UPDATE, DELETE AS BEGIN {body} END";
        // CREATE TRIGGER must be alone in its batch, and a script has many commands in one, or each inside an IF
        builder
            .AppendLine(Options != MigrationsSqlGenerationOptions.Default ? $"EXEC(N'{create.Replace("'", "''")}');" : create)
            .EndCommand();
    }
}
