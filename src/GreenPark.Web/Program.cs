using GreenPark.Web.Hosting;

var builder = WebApplication.CreateBuilder(args);

builder.UseDefaultPort();
builder.AddGreenParkLogging();
builder.AddProxies();
builder.AddLanguages();
builder.AddPages();
builder.AddSignIn();
builder.AddProblems();
builder.AddApiDocs();
builder.AddCompression();
builder.Services.AddHealthChecks();

var app = builder.Build();

// The order is the order in which a request meets them.
app.UseProxies();
app.UseRequestLog();
app.UseResponseCompression();
app.UseSecurityHeaders();
app.UseLanguages();
app.UseProblems();
app.UseAuthentication();
app.UseAuthorization();
app.UseAntiforgery();

app.MapStaticAssets();
app.MapHealth();
app.MapApiDocs();
app.MapLanguageSwitch();
app.MapSignOut();
app.MapPages();

app.AnnounceAddress();
await app.RunAsync();

public partial class Program;
