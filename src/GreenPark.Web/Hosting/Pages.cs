using GreenPark.Engine.Failing;
using GreenPark.Web.Components;
using GreenPark.Web.Components.Ui;

namespace GreenPark.Web.Hosting;

/// <summary>Razor components, rendered on the server and kept alive by a circuit.</summary>
internal static class Pages
{
    public static void AddPages(this WebApplicationBuilder builder)
    {
        builder.Services.AddRazorComponents()
            .AddInteractiveServerComponents(options => options.DetailedErrors = builder.Environment.IsDevelopment());
        builder.Services.AddCascadingAuthenticationState();
        builder.Services.AddHttpContextAccessor();
        builder.Services.AddSingleton(new ErrorTexts(ErrorTexts.Engine));
        builder.Services.AddScoped<Toasts>();
        builder.Services.AddScoped<Confirm>();
    }

    public static void MapPages(this WebApplication app) => app.MapRazorComponents<App>()
        // the policy of SecurityHeaders already names the frame ancestors
        .AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = null);
}
