using GreenPark.Web.Features.Identity;
using GreenPark.Web.Features.Statements;
using GreenPark.Web.Hosting;

try
{
    var builder = WebApplication.CreateBuilder(args);

    builder.RefuseUnsafeSettings();
    builder.UseDefaultPort();
    builder.AddGreenParkLogging();
    builder.AddProxies();
    builder.AddDataFolder();
    builder.AddProtectionKeys();
    builder.AddSettings();
    builder.AddLanguages();
    builder.AddPages();
    builder.AddSignIn();
    builder.AddHostCookies();
    builder.AddSecureTransport();
    builder.AddHosts();
    builder.AddSingleSignOn();
    MailSettings.Add(builder);
    builder.AddLimits();
    builder.AddProblems();
    builder.AddApi();
    builder.AddApiDocs();
    builder.AddCompression();
    builder.AddJobs();
    builder.AddFirstStart();
    builder.AddDemo();
    builder.AddHealth();

    var app = builder.Build();

    // The order is the order in which a request meets them.
    app.UseProxies();
    app.UseRequestLog();
    app.UseResponseCompression();
    app.UseSecurityHeaders();
    app.UseLanguages();
    app.UseSecureTransport();
    app.UseCircuitOrigin();
    app.UseProblems();
    app.UseAuthentication();
    app.UseAuthorization();
    app.UseRateLimiter();
    app.UseAntiforgery();

    app.MapStaticAssets().AllowAnonymous();
    app.MapHealth();
    app.MapSecurityTxt();
    app.MapApi();
    app.MapApiDocs();
    app.MapLanguageSwitch();
    app.MapSignOut();
    app.MapPasskeys();
    app.MapRoleSwitch();
    app.MapSingleSignOn();
    app.MapDemo();
    app.MapIssuerDownload();
    app.MapPages();

    await app.StartDatabaseAsync();
    await app.StartDemoAsync();
    app.AnnounceAddress();
    await app.AnnounceFirstStartAsync();
    await app.RunAsync();
    return 0;
}
catch (Refusal refusal)
{
    await Console.Error.WriteLineAsync(refusal.Message);
    return 1;
}
catch (IOException fault) when (fault.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
{
    await Console.Error.WriteLineAsync($"{fault.Message} Another application listens there; choose another address with --urls http://localhost:5081.");
    return 1;
}

public partial class Program;
