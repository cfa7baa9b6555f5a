using System.Security.Cryptography;
using System.Text;
using GreenPark.Application.Platform;
using GreenPark.Application.Platform.People;
using GreenPark.Application.Platform.Retention;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace GreenPark.Persistence.SqlServer;

/// <summary>
/// The query filters once more, by SQL Server itself: one security policy over the table of every entity that has the filter
/// <c>park</c>, for reading and for writing. It holds for hand-written SQL too, and for whoever logs in.
/// </summary>
public static class RowLevelSecurity
{
    private const string Schema = "Isolation", SeesPark = "SeesPark", SeesTenant = "SeesTenant", SeesWholePark = "SeesWholePark", SeesShared = "SeesShared";

    private const string InPark = $"(CONVERT(bit, SESSION_CONTEXT(N'{SessionScope.EveryPark}')) = 1 OR @park = CONVERT(uniqueidentifier, SESSION_CONTEXT(N'{SessionScope.Park}')))";
    private const string EveryTenant = $"CONVERT(bit, SESSION_CONTEXT(N'{SessionScope.EveryTenant}')) = 1";
    private const string InTenant = $"({EveryTenant} OR @tenant = CONVERT(uniqueidentifier, SESSION_CONTEXT(N'{SessionScope.Tenant}')))";

    private static readonly (string Name, string Parameters, string Condition)[] Functions =
    [
        (SeesPark, "@park uniqueidentifier", InPark),
        (SeesTenant, "@park uniqueidentifier, @tenant uniqueidentifier", $"{InPark} AND {InTenant}"),
        (SeesWholePark, "@park uniqueidentifier", $"{InPark} AND {EveryTenant}"),
        (SeesShared, "@park uniqueidentifier", $"(@park IS NULL OR {InPark})"),
    ];

    /// <summary>Takes policies and functions away, where there are any.</summary>
    public static readonly string DropSql = $"""
        DECLARE @policies nvarchar(max) = N'';
        SELECT @policies += N'DROP SECURITY POLICY {Schema}.' + QUOTENAME(name) + N';' FROM sys.security_policies WHERE schema_id = SCHEMA_ID(N'{Schema}');
        EXEC sys.sp_executesql @policies;
        {string.Join('\n', Functions.Select(x => $"IF OBJECT_ID(N'{Schema}.{x.Name}') IS NOT NULL DROP FUNCTION {Schema}.{x.Name};"))}
        """;

    /// <summary>Makes functions and policy. The policy's name has a hash of all of it, so that a start sees whether it is the one there.</summary>
    /// <param name="model">Of SQL Server's context.</param>
    /// <param name="tables">The schema in which the tables stand.</param>
    public static (string Policy, string Sql) Script(IModel model, string tables)
    {
        var functions = string.Join('\n', Functions.Select(x => $"EXEC(N'{Quoted($"CREATE FUNCTION {Schema}.{x.Name}({x.Parameters}) RETURNS TABLE WITH SCHEMABINDING AS RETURN SELECT 1 AS Seen WHERE {x.Condition}")}');"));
        var predicates = string.Join(",\n", model.GetEntityTypes().Where(x => x.FindDeclaredQueryFilter(GreenParkDb.ParkFilter) is not null)
            .OrderBy(x => x.GetTableName(), StringComparer.Ordinal).SelectMany(x => PredicatesOf(x, tables)));
        var policy = $"Rows_{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(functions + predicates)))[..16]}";
        return (policy, $"""
            IF SCHEMA_ID(N'{Schema}') IS NULL EXEC(N'CREATE SCHEMA {Schema}');
            {functions}
            EXEC(N'{Quoted($"CREATE SECURITY POLICY {Schema}.{policy}\n{predicates}\nWITH (STATE = ON, SCHEMABINDING = ON)")}');
            """);
    }

    /// <summary>Leaves the policy that is wanted as it is; exchanges any other in one transaction, so that no moment is without one.</summary>
    internal static async Task ApplyAsync(GreenParkDb db, CancellationToken cancellationToken)
    {
        var tables = await db.Database.SqlQueryRaw<string>("SELECT SCHEMA_NAME() AS Value").SingleAsync(cancellationToken);
        var (policy, sql) = Script(db.Model, tables);
        var inForce = await db.Database.SqlQueryRaw<string>($"SELECT name AS Value FROM sys.security_policies WHERE schema_id = SCHEMA_ID(N'{Schema}') AND is_enabled = 1").ToListAsync(cancellationToken);
        if (inForce is [var only] && only == policy) return;
        var exchange = $"SET XACT_ABORT ON; BEGIN TRANSACTION;\n{DropSql}\n{sql}\nCOMMIT;";
        await db.Database.ExecuteSqlRawAsync(exchange, cancellationToken);
    }

    internal static Task DropAsync(GreenParkDb db, CancellationToken cancellationToken) => db.Database.ExecuteSqlRawAsync(DropSql, cancellationToken);

    private static IEnumerable<string> PredicatesOf(IEntityType entity, string tables)
    {
        var (park, tenant) = (Column(entity, nameof(IOfPark.ParkId)), Column(entity, nameof(IOfTenant.TenantId)));
        var predicate = entity.ClrType.IsAssignableTo(typeof(IOfTenant)) ? $"{SeesTenant}({park}, {tenant})"
            // the trigger of what retires asks for holds, whoever deletes: what it does not see it would not keep
            : entity.ClrType.IsAssignableTo(typeof(IOfWholePark)) && entity.ClrType != typeof(RetentionHold) && entity.ClrType != typeof(HoldRelease) ? $"{SeesWholePark}({park})"
            : $"{SeesPark}({park})";
        var table = $"[{tables}].[{entity.GetTableName()}]";
        // what all parks share is read by everybody and written by those who see every park
        var read = entity.ClrType.IsAssignableTo(typeof(IOfParkOrShared)) ? $"{SeesShared}({park})" : predicate;
        yield return $"ADD FILTER PREDICATE {Schema}.{read} ON {table}";
        foreach (var operation in (string[])["INSERT", "UPDATE"]) yield return $"ADD BLOCK PREDICATE {Schema}.{predicate} ON {table} AFTER {operation}";
    }

    /// <summary>A park and a tenant have it as their id.</summary>
    private static string Column(IEntityType entity, string property) =>
        $"[{(entity.FindProperty(property) ?? entity.FindProperty("Id"))?.GetColumnName()}]";

    private static string Quoted(string sql) => sql.Replace("'", "''");
}
