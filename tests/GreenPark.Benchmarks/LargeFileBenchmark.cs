using System.Diagnostics;
using System.Globalization;
using System.Text;
using GreenPark.Application.Features.Metering;
using GreenPark.Application.Features.Metering.Commands;
using GreenPark.Application.Platform.Messaging;
using GreenPark.Engine.Intake;
using GreenPark.Engine.Quantities;
using GreenPark.Persistence;
using Microsoft.Extensions.DependencyInjection;

namespace GreenPark.Benchmarks;

/// <summary>A wide and a long CSV of 1 GB each, from the file to committed rows on SQLite: readings in a second, and memory above what the idle process has.</summary>
internal static class LargeFileBenchmark
{
    private const long Bytes = 1_000_000_000;
    private const int Members = 200;

    public static async Task RunAsync(TextWriter output)
    {
        var folder = Directory.CreateTempSubdirectory("greenpark-large");
        try
        {
            foreach (var isLong in new[] { false, true })
            {
                var path = Path.Combine(folder.FullName, isLong ? "long.csv" : "wide.csv");
                Write(path, isLong);
                await ImportAsync(output, folder.FullName, path, isLong);
                File.Delete(path);
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task ImportAsync(TextWriter output, string folder, string path, bool isLong)
    {
        var database = Path.Combine(folder, $"{(isLong ? "long" : "wide")}.db");
        await using (var services = DatabaseBenchmark.Services(folder, database, new ImportOptions { TemporaryFolder = Path.Combine(folder, "temp") }))
        {
            await services.GetRequiredService<DatabaseSetup>().MigrateAsync();
            var sender = services.GetRequiredService<Sender>();
            await DatabaseBenchmark.Register(sender, Members);
            GC.Collect();
            GC.WaitForPendingFinalizers();
            GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            var idle = Memory();
            using var done = new CancellationTokenSource();
            var peak = Task.Run(() => PeakAsync(done.Token));
            var watch = Stopwatch.StartNew();
            var taken = await DatabaseBenchmark.Send(sender, new ImportReadings(DatabaseBenchmark.Park, DatabaseBenchmark.Microgrid, Path.GetFileName(path), SentFile.OnDisk(path), Profile: isLong ? Profile() : null));
            watch.Stop();
            await done.CancelAsync();
            var above = await peak - idle;
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"large, {(isLong ? "long" : "wide")} CSV: {new FileInfo(path).Length / 1e6:N0} MB, {taken.Readings:N0} readings, {taken.DaysWritten:N0} days of meters in {watch.Elapsed.TotalSeconds:0.0} s: {taken.Readings / watch.Elapsed.TotalSeconds:N0} readings/s, file to committed rows; {above / 1e6:N0} MB at most above the {idle / 1e6:N0} MB of the idle process"));
        }
        File.Delete(database);
    }

    private static long Memory()
    {
        using var process = Process.GetCurrentProcess();
        return process.WorkingSet64;
    }

    private static async Task<long> PeakAsync(CancellationToken done)
    {
        var peak = 0L;
        while (!done.IsCancellationRequested)
        {
            peak = Math.Max(peak, Memory());
            await Task.Delay(20, CancellationToken.None);
        }
        return peak;
    }

    private static string Profile() => Encoding.UTF8.GetString(ImportProfileJson.Write(new ImportProfile
    {
        Format = IntakeFormat.LongCsv, Stamps = new() { Patterns = ["yyyy-MM-dd HH:mm"] },
        Channels = DatabaseBenchmark.Meters(Members).ToDictionary(x => x.Code, x => (string?)x.Code),
    }));

    /// <summary>Quarter-hours up to a day in 2025, as far back as the size asks.</summary>
    private static void Write(string path, bool isLong)
    {
        string[] codes = [.. DatabaseBenchmark.Meters(Members).Select(x => x.Code)];
        var rowBytes = isLong ? codes.Length * 29L : 26 + codes.Length * 7L;
        var end = new DateOnly(2025, 1, 1);
        var grid = DayGrid.Create("Asia/Shanghai", 15, end.AddDays(-(int)(Bytes / rowBytes / 96)), end).Value;
        var random = new Random(1);
        using var file = new StreamWriter(path, false, Encoding.ASCII, 1 << 20);
        file.Write(isLong ? "time,meter,kWh\n" : $"interval_start,{string.Join(',', codes)}\n");
        for (var t = 0; t < grid.Intervals; t++)
        {
            var label = grid.Label(t);
            if (!isLong) file.Write(label);
            foreach (var code in codes)
            {
                if (isLong)
                {
                    file.Write(label.AsSpan(0, 10));
                    file.Write(' ');
                    file.Write(label.AsSpan(11, 5));
                    file.Write(',');
                    file.Write(code);
                }
                file.Write(',');
                var wh = random.Next(10_000, 100_000);
                file.Write($"{wh / 1000}.{wh % 1000:000}");
                if (isLong) file.Write('\n');
            }
            if (!isLong) file.Write('\n');
        }
    }
}
