using System.Data.Common;
using GreenPark.Application.Platform;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace GreenPark.Persistence.SqlServer;

/// <summary>
/// Tells SQL Server, on each connection that a context opens, for whom it works: the security policy asks the session. A pooled
/// connection comes back without what was said before, and what is said now cannot be said otherwise until it is closed.
/// </summary>
internal sealed class SessionScope : DbConnectionInterceptor
{
    /// <summary>Keys of the session context; a connection that never said them sees no row of any park.</summary>
    public const string EveryPark = "GreenPark.EveryPark", Park = "GreenPark.Park", EveryTenant = "GreenPark.EveryTenant", Tenant = "GreenPark.Tenant";

    private static readonly string Sql = string.Concat(
        ((string[])[EveryPark, Park, EveryTenant, Tenant]).Select((key, i) => $"EXEC sys.sp_set_session_context @key = N'{key}', @value = @p{i}, @read_only = 1; "));

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        if (eventData.Context is not GreenParkDb db) return;
        using var command = connection.CreateCommand();
        Say(command, db);
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        if (eventData.Context is not GreenParkDb db) return;
        await using var command = connection.CreateCommand();
        Say(command, db);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>No park's and no tenant's id is empty.</summary>
    internal static void Say(DbCommand command, GreenParkDb db)
    {
        command.CommandText = Sql;
        object[] values = [db.ParkScope is null, db.ParkScope?.Value ?? Guid.Empty, db.TenantScope is null, db.TenantScope?.Value ?? Guid.Empty];
        for (var i = 0; i < values.Length; i++)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = ($"@p{i}", values[i]);
            command.Parameters.Add(parameter);
        }
    }
}
