using System.Data.Common;
using GreenPark.Application.Features.Factors.Commands;
using GreenPark.Application.Platform.Messaging;
using GreenPark.Application.Platform.People;
using GreenPark.Persistence;

namespace GreenPark.Web.Hosting;

/// <summary>
/// Brings the database to this version before the first request: makes or migrates it, and rebuilds it only where it is the
/// embedded demo's and was made by another <c>Initial</c> migration.
/// </summary>
internal static class DatabaseStart
{
    /// <summary><c>Demo:Enabled</c>; without it, the embedded database in Development.</summary>
    public static bool WantsDemo(IConfiguration settings, IHostEnvironment environment, DatabaseOptions options) =>
        environment.IsDevelopment() && (settings.GetValue<bool?>("Demo:Enabled") ?? options.Provider == DatabaseProvider.Sqlite);

    public static async Task StartDatabaseAsync(this WebApplication app)
    {
        var setup = app.Services.GetRequiredService<DatabaseSetup>();
        var options = app.Services.GetRequiredService<DatabaseOptions>();
        var installation = app.Services.GetRequiredService<Installation>();
        if (options.SqliteFile is { } file) Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        try
        {
            await PrepareAsync(app, setup, options, installation);
            await setup.MigrateAsync();
            if (await setup.ReadersWaitAsync())
                app.Logger.LogWarning("Readers wait for writers in this database: ALTER DATABASE CURRENT SET READ_COMMITTED_SNAPSHOT ON lets them read meanwhile (docs/configuration.md)");
        }
        catch (DbException fault)
        {
            throw new Refusal($"The database does not answer or refuses its set-up ({options.Provider}): {fault.Message} See ConnectionStrings:GreenPark.");
        }
        var seeded = await app.Services.GetRequiredService<Sender>().Send(new SeedFactorLibrary(), CurrentUser.System);
        if (seeded.IsFailure) throw new InvalidOperationException($"The factor library could not be stored: {seeded.FirstError.Code}");
    }

    private static async Task PrepareAsync(WebApplication app, DatabaseSetup setup, DatabaseOptions options, Installation installation)
    {
        var state = await setup.InspectAsync();
        installation.IsDemo = await setup.IsDemoAsync();
        if (installation.IsDemo && !app.Environment.IsDevelopment())
            throw new Refusal($"The database of ConnectionStrings:GreenPark is the demo's, whose passwords are public. Name another one, or start with ASPNETCORE_ENVIRONMENT=Development.");
        if (state == DatabaseState.OtherInitial)
        {
            if (!installation.IsDemo || options.SqliteFile is null)
                throw new Refusal(
                    "The database was made by another version of GreenPark that this one cannot migrate (until the first release there is one Initial migration, "
                    + "and it changes). Nothing was touched. Start the version that made it, or name a fresh database in ConnectionStrings:GreenPark.");
            installation.RebuiltFrom = await setup.SetDemoAsideAsync();
            Console.WriteLine($"The demo database is of another version: it is made anew. The old one stands at {installation.RebuiltFrom}");
            state = DatabaseState.Fresh;
            installation.IsDemo = false;
        }
        if (state == DatabaseState.Fresh && !installation.IsDemo && WantsDemo(app.Configuration, app.Environment, options))
        {
            await setup.MarkAsDemoAsync();
            installation.IsDemo = true;
        }
    }
}
