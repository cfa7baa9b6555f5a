using System.Diagnostics;
using GreenPark.Application.Features.Demo;
using GreenPark.Application.Features.Statements;
using GreenPark.Application;
using GreenPark.Application.Platform.Messaging;
using GreenPark.Persistence;
using GreenPark.Web.Hosting;

namespace GreenPark.Web.Features.Demo;

/// <summary>
/// Sets the demo park up in the demo database: the registers before the first request, the twelve months while the application
/// runs already. It works in a container of its own, whose clock is the demo's; database and signing key are the application's.
/// </summary>
internal sealed class DemoSetUp(Installation installation, DatabaseOptions database, SigningOptions signing, Issuer issuer, ILoggerFactory loggers) : BackgroundService
{
    private readonly ILogger logger = loggers.CreateLogger<DemoSetUp>();
    private volatile int monthsDone;
    private volatile bool ended;

    /// <summary>While true, runs are worked here and not by the queue.</summary>
    public bool IsWorking => installation.IsDemo && !ended;

    public int MonthsDone => monthsDone;
    public int Months => DemoMonths.All.Count;

    /// <summary>Why the set-up broke off; it goes on with the next start.</summary>
    public string? Fault { get; private set; }

    public async Task RegisterAsync()
    {
        await using var services = Container();
        await services.GetRequiredService<DemoPark>().RegisterAsync();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!installation.IsDemo) return;
        await Task.Yield();   // the server answers first
        var start = Stopwatch.GetTimestamp();
        try
        {
            await using var services = Container();
            var months = services.GetRequiredService<DemoMonths>();
            foreach (var month in DemoMonths.All)
            {
                if (!await months.IsIssuedAsync(month, stoppingToken))
                {
                    await months.WorkAsync(month, stoppingToken);
                    Console.WriteLine($"Demo park: {month:yyyy-MM} is issued ({monthsDone + 1} of {Months})");
                }
                monthsDone++;
            }
            logger.LogInformation("The demo park is complete after {Seconds:0.0} s", Stopwatch.GetElapsedTime(start).TotalSeconds);
        }
        catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
        {
            Fault = fault.Message;
            logger.LogError(fault, "The demo park could not be completed; the next start goes on with it");
        }
        finally
        {
            ended = true;
        }
    }

    private ServiceProvider Container()
    {
        var clock = new DemoClock();
        return new ServiceCollection()
            .AddSingleton(loggers).AddLogging()
            .AddSingleton(clock).AddSingleton<TimeProvider>(clock)
            .AddSingleton(signing)
            .AddGreenParkApplication()
            .AddSingleton(issuer)
            .AddGreenParkDatabase(database)
            .AddSingleton<DemoPark>().AddSingleton<DemoMonths>()
            .BuildServiceProvider();
    }
}
