using System.Collections.Concurrent;
using GreenPark.Application.Features.Factors.Commands;
using GreenPark.Application.Features.Identity.SignIns;
using GreenPark.Application.Features.Mail;
using GreenPark.Application.Features.Statements;
using GreenPark.Application.Platform;
using GreenPark.Application.Platform.Messaging;
using GreenPark.Application.Platform.People;
using GreenPark.Persistence;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace GreenPark.Web.Tests.Fixture;

/// <summary>
/// The application as it is started, on a database of its own: a SQLite file, or a database on the server that
/// GREENPARK_TEST_SQLSERVER names. One for the whole project; each test makes a park of its own.
/// </summary>
public class Server : WebApplicationFactory<Program>, IAsyncLifetime
{
    public const string Variable = "GREENPARK_TEST_SQLSERVER";
    public const int MaxImportBytes = 400_000, MaxVerifyBytes = 4_000_000;

    private readonly string name = $"greenpark_web_{Guid.CreateVersion7():N}";
    private string Folder => Path.Combine(Path.GetTempPath(), name);

    public static string? SqlServer => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } text ? text : null;

    /// <summary>Names of the endpoints that have answered with success so far.</summary>
    public ConcurrentDictionary<string, bool> Succeeded { get; } = new();

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        Directory.CreateDirectory(Folder);
        builder.UseEnvironment("Development");
        builder.UseSetting("Demo:Enabled", "false");
        builder.UseSetting("Data:Folder", Folder);
        builder.UseSetting("Import:MaxBytes", $"{MaxImportBytes}");
        // all tests come from one address, as a few people
        builder.UseSetting("Limits:RequestsPerMinuteOfAccount", "0");
        builder.UseSetting("Limits:RequestsPerMinuteOfAddress", "0");
        builder.UseSetting("Verify:MaxBytes", $"{MaxVerifyBytes}");
        builder.UseSetting("Serilog:WriteTo:1:Args:path", Path.Combine(Folder, "log-.txt"));
        builder.UseSetting("Database:Provider", SqlServer is null ? "Sqlite" : "SqlServer");
        builder.UseSetting("ConnectionStrings:GreenPark", SqlServer is { } server
            ? new Microsoft.Data.SqlClient.SqlConnectionStringBuilder(server) { InitialCatalog = name }.ConnectionString
            : $"Data Source={Path.Combine(Folder, "greenpark.db")};Pooling=False");
        if (Environment.GetEnvironmentVariable("GREENPARK_TEST_MAXBATCHSIZE") is { Length: > 0 } size) builder.UseSetting("Database:MaxBatchSize", size);
        builder.ConfigureTestServices(services =>
        {
            // people come by a header instead of a cookie; keys and everything else are the application's own
            services.AddTransient<TestSignIn>();
            services.PostConfigure<AuthenticationOptions>(x => x.SchemeMap[IdentityConstants.ApplicationScheme].HandlerType = typeof(TestSignIn));
            services.AddSingleton(new SigningOptions { DevelopmentKeyFile = Path.Combine(Folder, "key.p12") });
            services.AddSingleton(new MailOptions(false));   // links stand in the answers
            services.AddSingleton(new FreshSignInOptions(null));   // whoever comes by the header has no session
            services.AddLogging(x => x.ClearProviders());
            services.AddSingleton<IStartupFilter>(new Recorder(Succeeded));
        });
    }

    public async ValueTask InitializeAsync()
    {
        await Services.GetRequiredService<DatabaseSetup>().MigrateAsync();
        await Services.GetRequiredService<Sender>().Send(new SeedFactorLibrary(), CurrentUser.System);
    }

    public async Task<ParkId> ParkIdOf(string code) =>
        (await Look(db => db.Parks.IgnoreQueryFilters().ToListAsync())).Single(x => x.Code.Value == code).Id;

    public async Task<TenantId> TenantIdOf(ParkId park, string code) =>
        (await Look(db => db.Tenants.IgnoreQueryFilters().Where(x => x.ParkId == park).ToListAsync())).Single(x => x.Code.Value == code).Id;

    public async Task<T> Look<T>(Func<GreenParkDb, Task<T>> look)
    {
        await using var scope = Services.CreateAsyncScope();
        return await look(scope.ServiceProvider.GetRequiredService<GreenParkDb>());
    }

    public override async ValueTask DisposeAsync()
    {
        await Services.GetRequiredService<DatabaseSetup>().DropAsync();
        await base.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }

    private sealed class Recorder(ConcurrentDictionary<string, bool> succeeded) : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use(async (context, following) =>
            {
                await following();
                if (context.Response.StatusCode is >= 200 and < 300 && context.GetEndpoint()?.Metadata.GetMetadata<IEndpointNameMetadata>() is { } named)
                    succeeded[named.EndpointName] = true;
            });
            next(app);
        };
    }
}
