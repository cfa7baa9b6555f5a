using GreenPark.Application.Features.Identity.Commands;
using GreenPark.Application.Features.Identity.Queries;
using GreenPark.Application.Features.Statements;
using GreenPark.Application.Platform.Messaging;
using GreenPark.Application.Platform.People;

namespace GreenPark.Web.Hosting;

/// <summary>What a start tells the person at the console: how the first administrator is made, and which key signs.</summary>
internal static class FirstStart
{
    public static void AddFirstStart(this WebApplicationBuilder builder) => builder.Services.AddSingleton<Installation>();

    public static async Task AnnounceFirstStartAsync(this WebApplication app)
    {
        LoadIssuerKey(app);
        if (app.Configuration["PublicBaseAddress"] is not { Length: > 0 } && !app.Environment.IsDevelopment())
            app.Logger.LogWarning("PublicBaseAddress is not set: QR codes of statements lead to {Address}. Set it before statements are issued", app.Services.GetRequiredService<SigningOptions>().PublicBaseAddress);
        if (app.Services.GetRequiredService<Installation>().IsDemo) return;
        var sender = app.Services.GetRequiredService<Sender>();
        if (!(await sender.Send(new NeedsSetUp(), CurrentUser.System)).Value) return;
        var issued = await sender.Send(new IssueSetUpToken(), CurrentUser.System);
        if (issued.TryGet(out var token))
            app.Lifetime.ApplicationStarted.Register(() => Console.WriteLine(
                $"""
                There is no user yet. Make the first administrator at /setup with this one-time token (good for 24 hours):

                    {token}

                """));
    }

    /// <summary>A key that cannot be read must not be found out when the first statement is signed.</summary>
    private static void LoadIssuerKey(WebApplication app)
    {
        try
        {
            var key = app.Services.GetRequiredService<Issuer>().Key;
            app.Services.GetRequiredService<Installation>().SignsForDevelopment = key.IsDevelopment;
            if (key.IsDevelopment && !app.Environment.IsDevelopment())
                app.Logger.LogWarning("Signing:KeyFile is not set: statements and packs are signed with a development key and say so");
        }
        catch (Exception fault) when (fault is InvalidOperationException or IOException or UnauthorizedAccessException)
        {
            throw new Refusal($"The issuer's key cannot be used: {fault.Message}");
        }
    }
}
