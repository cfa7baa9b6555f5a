using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using GreenPark.Application.Features.Identity.Commands;
using GreenPark.Application.Platform.Messaging;
using GreenPark.Engine.Metering;
using GreenPark.Engine.Quantities;
using GreenPark.Persistence;
using Microsoft.Extensions.DependencyInjection;

namespace GreenPark.Benchmarks;

/// <summary>One client and the built application over HTTPS, with a certificate made for it: from the first byte sent to the answer, which comes when rows are committed.</summary>
internal static class UploadBenchmark
{
    private const int Members = 200;
    private const string Grid = $"/api/v1/parks/{DatabaseBenchmark.Park}/microgrids/{DatabaseBenchmark.Microgrid}";
    private static readonly DateOnly First = new(2024, 1, 1);

    public static async Task RunAsync(TextWriter output)
    {
        var folder = Directory.CreateTempSubdirectory("greenpark-upload");
        try
        {
            var key = await PrepareAsync(folder.FullName);
            using var web = Start(folder.FullName, out var address);
            try
            {
                using var client = Client(address, key);
                await ReadyAsync(client, web);
                await MeasureAsync(output, "CSV, a month at a time", 6, 0, (month, end) => SendAsync(client, $"{Grid}/readings?fileName={month:yyyy-MM}.csv", DatabaseBenchmark.Csv(Members, month, end), "text/csv", null));
                await MeasureAsync(output, "JSON, a month at a time", 6, 6, (month, end) => SendAsync(client, $"/api/v1/parks/{DatabaseBenchmark.Park}/readings", Json(month, end), "application/json", $"{month:yyyy-MM}"));
                await MeasureAsync(output, "CSV of a year in pieces", 1, 12, (month, _) => SendInPiecesAsync(client, DatabaseBenchmark.Csv(Members, month, month.AddYears(1))));
            }
            finally
            {
                web.Kill();
                await web.WaitForExitAsync();
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Files are made before the clock runs.</summary>
    private static async Task MeasureAsync(TextWriter output, string what, int months, int from, Func<DateOnly, DateOnly, Task<(long Readings, long Bytes, TimeSpan Time)>> send)
    {
        var (readings, bytes, time) = (0L, 0L, TimeSpan.Zero);
        for (var month = First.AddMonths(from); month < First.AddMonths(from + months); month = month.AddMonths(1))
        {
            var sent = await send(month, month.AddMonths(1));
            (readings, bytes, time) = (readings + sent.Readings, bytes + sent.Bytes, time + sent.Time);
        }
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"upload over HTTPS, {what}: {bytes / 1e6:N0} MB, {readings:N0} readings in {time.TotalSeconds:0.0} s: {readings / time.TotalSeconds:N0} readings/s to committed rows, one client"));
    }

    private static async Task<(long, long, TimeSpan)> SendAsync(HttpClient client, string address, byte[] file, string type, string? key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(file) { Headers = { ContentType = new MediaTypeHeaderValue(type) } } };
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        var start = Stopwatch.GetTimestamp();
        var readings = await ReadingsAsync(await client.SendAsync(request));
        return (readings, file.Length, Stopwatch.GetElapsedTime(start));
    }

    private static async Task<(long, long, TimeSpan)> SendInPiecesAsync(HttpClient client, byte[] file)
    {
        var start = Stopwatch.GetTimestamp();
        using var begun = await client.PostAsJsonAsync($"{Grid}/uploads", new { fileName = "year.csv", length = file.Length });
        var (address, piece) = (begun.EnsureSuccessStatusCode().Headers.Location!, (await begun.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("pieceBytes").GetInt32());
        for (var offset = 0; offset < file.Length; offset += piece)
        {
            using var content = new ByteArrayContent(file, offset, Math.Min(piece, file.Length - offset)) { Headers = { ContentType = new MediaTypeHeaderValue("application/offset+octet-stream") } };
            using var request = new HttpRequestMessage(HttpMethod.Patch, address) { Content = content };
            request.Headers.Add("Upload-Offset", $"{offset}");
            using var answer = await client.SendAsync(request);
            answer.EnsureSuccessStatusCode();
        }
        return (await ReadingsAsync(await client.PostAsync($"{address}/import", null)), file.Length, Stopwatch.GetElapsedTime(start));
    }

    private static async Task<long> ReadingsAsync(HttpResponseMessage answer)
    {
        using (answer)
        {
            var text = await answer.Content.ReadAsStringAsync();
            return answer.IsSuccessStatusCode ? JsonDocument.Parse(text).RootElement.GetProperty("readings").GetInt64() : throw new InvalidOperationException(text);
        }
    }

    private static byte[] Json(DateOnly from, DateOnly to)
    {
        var grid = DayGrid.Create("Asia/Shanghai", 15, from, to).Value;
        var random = new Random(from.DayNumber);
        var text = new StringBuilder("""{"points":[""");
        foreach (var (code, _, _) in DatabaseBenchmark.Meters(Members))
        {
            text.Append(CultureInfo.InvariantCulture, $$"""{"point":"{{code}}","start":"{{grid.Label(0)}}","intervalMinutes":15,"kWh":[""");
            for (var t = 0; t < grid.Intervals; t++) text.Append(KilowattHours.Format(random.Next(20_000, 120_000))).Append(',');
            text.Length--;
            text.Append("]},");
        }
        text.Length--;
        return Encoding.ASCII.GetBytes(text.Append("]}").ToString());
    }

    private static async Task<string> PrepareAsync(string folder)
    {
        var data = Directory.CreateDirectory(Path.Combine(folder, "data")).FullName;
        await using var services = DatabaseBenchmark.Services(folder, Path.Combine(data, "greenpark.db"));
        await services.GetRequiredService<DatabaseSetup>().MigrateAsync();
        var sender = services.GetRequiredService<Sender>();
        await DatabaseBenchmark.Register(sender, Members);
        using var rsa = RSA.Create(2048);
        using var certificate = new CertificateRequest("CN=localhost", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        await File.WriteAllBytesAsync(Path.Combine(folder, "tls.pfx"), certificate.Export(X509ContentType.Pfx, "benchmark"));
        return (await DatabaseBenchmark.Send(sender, new CreateApiKey(DatabaseBenchmark.Park, "gateway", "Gateway"))).Key;
    }

    private static Process Start(string folder, out Uri address)
    {
        using (var listener = new TcpListener(System.Net.IPAddress.Loopback, 0))
        {
            listener.Start();
            address = new Uri($"https://127.0.0.1:{((System.Net.IPEndPoint)listener.LocalEndpoint).Port}");
        }
        var here = new DirectoryInfo(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        var program = Path.Combine(Timing.Repository, "src", "GreenPark.Web", "bin", here.Parent!.Name, here.Name, "GreenPark.Web.dll");
        var info = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [program, "--urls", address.ToString()]) { WorkingDirectory = folder };
        info.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        info.Environment["Kestrel__Certificates__Default__Path"] = Path.Combine(folder, "tls.pfx");
        info.Environment["Kestrel__Certificates__Default__Password"] = "benchmark";
        return Process.Start(info)!;
    }

    private static HttpClient Client(Uri address, string key)
    {
        var handler = new HttpClientHandler { ServerCertificateCustomValidationCallback = (_, certificate, _, _) => certificate?.Subject == "CN=localhost" };
        return new HttpClient(handler) { BaseAddress = address, Timeout = TimeSpan.FromMinutes(10), DefaultRequestHeaders = { { "X-Api-Key", key } } };
    }

    private static async Task ReadyAsync(HttpClient client, Process web)
    {
        for (var attempt = 0; ; attempt++)
            try
            {
                using var answer = await client.GetAsync("/health/live");
                return;
            }
            catch (HttpRequestException) when (attempt < 300 && !web.HasExited)
            {
                await Task.Delay(200);
            }
    }
}
