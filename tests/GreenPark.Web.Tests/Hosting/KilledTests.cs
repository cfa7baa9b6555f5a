using GreenPark.Application.Features.Attribution;
using GreenPark.Application.Features.Attribution.Commands;
using GreenPark.Application.Features.Attribution.Queries;
using GreenPark.Application.Features.Demo;
using GreenPark.Application.Features.Metering.Commands;
using GreenPark.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace GreenPark.Web.Tests.Hosting;

/// <summary>kill -9 in the middle of a run: the next start finds the run, and it is done once.</summary>
public sealed class KilledTests
{
    private static readonly DateOnly From = DemoReadings.First, To = DemoReadings.End;

    [Fact]
    public async Task A_run_that_a_killed_process_left_is_done_once()
    {
        using var folder = new TemporaryFolder();
        await using var services = Behind.Of(folder);
        await services.GetRequiredService<DatabaseSetup>().MigrateAsync();
        await services.GetRequiredService<DemoPark>().RegisterAsync();
        services.GetRequiredService<DemoClock>().Set(To, 1);
        await Behind.SendAsync(services, new ImportReadings(DemoPark.Code, DemoPark.Microgrid, "year.csv", DemoReadings.Csv(From, To)));
        await Behind.SendAsync(services, new RequestRun(DemoPark.Code, DemoPark.Microgrid, From, To));

        using (var first = await WebProcess.StartedAsync(folder.Path, "Production"))
        {
            await first.Until(async () => (await RunAsync(services)).State == RunState.Running, "a run at work");
            first.Kill();
        }
        (await RunAsync(services)).State.ShouldBe(RunState.Running, "it was killed in the middle");

        using (var second = await WebProcess.StartedAsync(folder.Path, "Production"))
        {
            await second.Until(async () => (await RunAsync(services)).State == RunState.Provisional, "a calculated run");
            (await Behind.LookAsync(services, db => db.Runs.Select(x => x.Attempt).SingleAsync())).ShouldBe(2);
            (await Behind.LookAsync(services, db => db.RunSummaries.CountAsync())).ShouldBe(1);
            (await Behind.LookAsync(services, db => db.MemberDays.CountAsync())).ShouldBe(365 * DemoTenants);

            var run = await RunAsync(services);
            await Behind.SendAsync(services, new FinaliseRun(DemoPark.Code, DemoPark.Microgrid, run.Number, run.Version));
            await second.Until(async () => await Behind.LookAsync(services, db => db.Runs.AnyAsync(x => x.Attempt == 3)), "documents at work");
            second.Kill();
        }
        (await RunAsync(services)).State.ShouldBe(RunState.Finalising, "it was killed in the middle");

        using var third = await WebProcess.StartedAsync(folder.Path, "Production");
        await third.Until(async () => (await RunAsync(services)).State == RunState.Final, "a final run");
        (await Behind.LookAsync(services, db => db.Statements.CountAsync())).ShouldBe(DemoTenants);
        (await Behind.LookAsync(services, db => db.AuditPacks.CountAsync())).ShouldBe(1);
        (await Behind.LookAsync(services, db => db.Runs.CountAsync())).ShouldBe(1);
    }

    [Fact]
    public async Task A_demo_park_whose_set_up_was_killed_goes_on_where_it_stood()
    {
        using var folder = new TemporaryFolder();
        using (var first = await WebProcess.StartedAsync(folder.Path, "Development"))
        {
            await first.WaitForAsync("2025-10 is issued");
            first.Kill();
        }
        using (var second = await WebProcess.StartedAsync(folder.Path, "Development"))
        {
            await second.WaitForAsync("2025-12 is issued");
            second.Output.ShouldNotContain("2025-10 is issued");
            second.Output.ShouldContain("operator@demo.greenpark.example");
        }
        await using var services = Behind.Of(folder);
        var issued = await Behind.LookAsync(services, db => db.Runs.Where(x => x.State == RunState.Final).OrderBy(x => x.From).Select(x => x.From).ToListAsync());
        issued.Take(3).ShouldBe([From, From.AddMonths(1), From.AddMonths(2)]);
        (await Behind.LookAsync(services, db => db.Tenants.CountAsync())).ShouldBe(DemoTenants);
        (await Behind.LookAsync(services, db => db.Users.CountAsync())).ShouldBe(DemoPeople.All.Count);
    }

    private const int DemoTenants = 12;

    private static Task<GetRun.Shown> RunAsync(IServiceProvider services) => Behind.SendAsync(services, new GetRun(DemoPark.Code, DemoPark.Microgrid, 1));
}
