using System.Diagnostics;
using System.Net.Http.Headers;
using GreenPark.Application.Features.Demo;
using GreenPark.Application.Features.Identity.Commands;
using GreenPark.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace GreenPark.Web.Tests.Hosting;

/// <summary>kill -9 at any moment of an import leaves all of it or none of it, and it can simply be sent again.</summary>
public sealed class KilledImportTests
{
    private const int Points = 19;

    [Fact]
    public Task An_import_that_was_killed_is_there_whole_or_not_at_all() => KillAsync(30, 50_000_000);

    [Fact]
    public Task So_is_one_that_is_read_in_blocks_and_no_temporary_file_stays() => KillAsync(8, 1_000);

    /// <param name="kills">Each at random in its own part of twice the time that an import takes.</param>
    /// <param name="blocksAbove">Larger files are read in blocks.</param>
    private static async Task KillAsync(int kills, long blocksAbove)
    {
        using var folder = new TemporaryFolder();
        await using var services = Behind.Of(folder);
        await services.GetRequiredService<DatabaseSetup>().MigrateAsync();
        await services.GetRequiredService<DemoPark>().RegisterAsync();
        services.GetRequiredService<DemoClock>().Set(DemoReadings.End, 1);
        var key = (await Behind.SendAsync(services, new CreateApiKey(DemoPark.Code, "gateway", "Gateway"))).Key;

        var duration = TimeSpan.Zero;
        var (whole, none) = (0, 0);
        for (var kill = 0; kill <= kills; kill++)
        {
            using var web = await WebProcess.StartedAsync(folder.Path, "Production", ("Import:InBlocksAboveBytes", $"{blocksAbove}"));
            Temporary(folder).ShouldBeEmpty();
            using var client = web.Client();
            client.DefaultRequestHeaders.Add("X-Api-Key", key);
            if (kill == 0)
            {
                (await SendAsync(client, 0)).ShouldBe(HttpStatusCode.Created);   // warm
                var start = Stopwatch.GetTimestamp();
                (await SendAsync(client, 1)).ShouldBe(HttpStatusCode.Created);
                duration = Stopwatch.GetElapsedTime(start);
                continue;
            }
            // what the last kill left is simply sent again
            if (kill > 1)
            {
                var left = await DaysAsync(services, kill);
                (await SendAsync(client, kill)).ShouldBe(left == 0 ? HttpStatusCode.Created : HttpStatusCode.Conflict);
                (await DaysAsync(services, kill)).ShouldBe(Days(kill) * Points);
            }
            var sending = SendAsync(client, kill + 1);
            await Task.Delay(duration * (2 * (kill - Random.Shared.NextDouble()) / kills));
            web.Kill();
            await Task.WhenAny(sending);   // whatever it heard
            var days = await DaysAsync(services, kill + 1);
            days.ShouldBeOneOf(0, Days(kill + 1) * Points);
            (await Behind.LookAsync(services, db => db.ReadingImports.CountAsync(x => x.FileName == NameOf(kill + 1)))).ShouldBe(days == 0 ? 0 : 1);
            if (days == 0) none++;
            else whole++;
        }
        none.ShouldBeGreaterThan(kills / 12, "the moments lie within the import");
        whole.ShouldBeGreaterThan(0, "and behind it");
        (await Behind.LookAsync(services, db => db.ReadingDays.CountAsync(x => x.Revision > 1))).ShouldBe(0);
    }

    private static IEnumerable<string> Temporary(TemporaryFolder folder) =>
        Directory.Exists(Path.Combine(folder.Path, "data", "temp")) ? Directory.EnumerateFiles(Path.Combine(folder.Path, "data", "temp")) : [];

    /// <summary>Two months each, further back each time.</summary>
    private static (DateOnly From, DateOnly To) PeriodOf(int file) => (DemoReadings.First.AddMonths(-2 * file - 2), DemoReadings.First.AddMonths(-2 * file));

    private static int Days(int file) => PeriodOf(file).To.DayNumber - PeriodOf(file).From.DayNumber;

    private static string NameOf(int file) => $"months-{file}.csv";

    private static async Task<HttpStatusCode> SendAsync(HttpClient client, int file)
    {
        var (from, to) = PeriodOf(file);
        using var body = new ByteArrayContent(DemoReadings.Csv(from, to)) { Headers = { ContentType = new MediaTypeHeaderValue("text/csv") } };
        using var response = await client.PostAsync($"/api/v1/parks/{DemoPark.Code}/microgrids/{DemoPark.Microgrid}/readings?fileName={NameOf(file)}", body);
        return response.StatusCode;
    }

    private static Task<int> DaysAsync(IServiceProvider services, int file)
    {
        var (from, to) = PeriodOf(file);
        return Behind.LookAsync(services, db => db.ReadingDays.CountAsync(x => x.Day >= from && x.Day < to));
    }
}
