using GreenPark.Application.Features.Demo;
using GreenPark.Web.Features.Demo;

namespace GreenPark.Web.Hosting;

/// <summary>The demo park, where the database is the demo's (see <see cref="DatabaseStart"/>).</summary>
internal static class DemoStart
{
    public static readonly string SamplePath = $"/demo/{DemoMonths.FileName(DemoMonths.Next)}";

    public static void AddDemo(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<DemoSetUp>();
        builder.Services.AddHostedService(x => x.GetRequiredService<DemoSetUp>());
    }

    /// <summary>The month after the demo year as a file, to try the operator's work with.</summary>
    public static void MapDemo(this WebApplication app)
    {
        if (!app.Environment.IsDevelopment()) return;
        app.MapGet(SamplePath, (Installation installation) => installation.IsDemo
            ? Results.Bytes(DemoReadings.Csv(DemoMonths.Next, DemoMonths.Next.AddMonths(1)), "text/csv", DemoMonths.FileName(DemoMonths.Next))
            : Results.NotFound()).ExcludeFromDescription();
    }

    public static async Task StartDemoAsync(this WebApplication app)
    {
        if (!app.Services.GetRequiredService<Installation>().IsDemo) return;
        await app.Services.GetRequiredService<DemoSetUp>().RegisterAsync();
        app.Lifetime.ApplicationStarted.Register(() =>
        {
            Console.WriteLine($"Demo park: sign in with password {DemoPeople.Password} as");
            foreach (var person in DemoPeople.All) Console.WriteLine($"  {person.Email,-40} {person.Role}");
        });
    }
}
