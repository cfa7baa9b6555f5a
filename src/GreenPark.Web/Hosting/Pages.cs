using GreenPark.Application;
using GreenPark.Application.Platform;
using GreenPark.Engine.Failing;
using GreenPark.Web.Components;
using GreenPark.Web.Components.Layout;
using GreenPark.Web.Components.Ui;
using GreenPark.Web.Features.AuditPacks;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.SignalR;

namespace GreenPark.Web.Hosting;

/// <summary>Razor components, rendered on the server and kept alive by a circuit.</summary>
internal static class Pages
{
    public static void AddPages(this WebApplicationBuilder builder)
    {
        builder.Services.AddGreenParkApplication();
        builder.WebHost.UseStaticWebAssets();   // a build that was not published finds its assets in any environment; published, it does nothing
        builder.Services.AddRazorComponents()
            .AddInteractiveServerComponents(options => options.DetailedErrors = builder.Environment.IsDevelopment())
            .AddHubOptions(options => options.AddFilter<CircuitGate>());
        builder.Services.AddSingleton<CircuitGate>();
        builder.Services.AddCascadingAuthenticationState();
        builder.Services.AddHttpContextAccessor();
        builder.Services.AddSingleton(Fault.Texts);
        builder.Services.AddSingleton<PackVerification>();
        builder.Services.AddScoped<Requests>();
        builder.Services.AddScoped<ParkList>();
        builder.Services.AddScoped<Toasts>();
        builder.Services.AddScoped<Confirm>();
        builder.Services.AddScoped<Reauthentication>();
    }

    public static void MapPages(this WebApplication app) => app.MapRazorComponents<App>()
        // the policy of SecurityHeaders already names the frame ancestors
        .AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = null)
        // the circuit's own endpoints serve pages for everyone too (/verify); what a page shows, the page says
        .Add(endpoint =>
        {
            if (endpoint is RouteEndpointBuilder { RoutePattern.RawText: { } path } && path.TrimStart('/').StartsWith('_')) endpoint.Metadata.Add(new AllowAnonymousAttribute());
        });
}
