using System.Diagnostics;
using System.Net.Sockets;
using System.Text;

namespace GreenPark.Web.Tests.Hosting;

/// <summary>The built application as a process of its own, on a port and in a folder of its own: it can be killed.</summary>
internal sealed class WebProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly Process process;
    private readonly StringBuilder output = new();

    private WebProcess(Process process, Uri address) => (this.process, Address) = (process, address);

    public Uri Address { get; }

    public int ExitCode => process.ExitCode;

    /// <summary>What it has written to the console.</summary>
    public string Output
    {
        get { lock (output) return output.ToString(); }
    }

    public static WebProcess Start(string folder, string environment, params (string Name, string Value)[] settings)
    {
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        var info = new ProcessStartInfo("dotnet", [Assembly(), "--urls", address.ToString()])
        {
            WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
        };
        info.Environment["ASPNETCORE_ENVIRONMENT"] = environment;
        info.Environment["DOTNET_ENVIRONMENT"] = environment;
        info.Environment["Serilog__Using__0"] = "Serilog.Sinks.Console";   // the folder has no appsettings.json
        info.Environment["Serilog__WriteTo__0__Name"] = "Console";
        info.Environment["Serilog__MinimumLevel__Override__Microsoft"] = "Warning";
        foreach (var (name, value) in settings) info.Environment[name.Replace(":", "__")] = value;
        var web = new WebProcess(new Process { StartInfo = info }, address);
        web.process.OutputDataReceived += (_, e) => web.Keep(e.Data);
        web.process.ErrorDataReceived += (_, e) => web.Keep(e.Data);
        web.process.Start();
        web.process.BeginOutputReadLine();
        web.process.BeginErrorReadLine();
        return web;
    }

    public static async Task<WebProcess> StartedAsync(string folder, string environment, params (string Name, string Value)[] settings)
    {
        var web = Start(folder, environment, settings);
        await web.WaitForAsync("GreenPark is listening on");
        return web;
    }

    /// <summary>A client of its own cookies that follows no redirects.</summary>
    public HttpClient Client() => new(new LocalCookies(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false })) { BaseAddress = Address };

    public Task WaitForAsync(string text) => Until(() => Task.FromResult(Output.Contains(text, StringComparison.Ordinal)), $"\"{text}\" on the console");

    public async Task Until(Func<Task<bool>> condition, string what)
    {
        var start = Stopwatch.GetTimestamp();
        while (!await condition())
        {
            if (process.HasExited) { await process.WaitForExitAsync(); throw new InvalidOperationException($"It ended with {process.ExitCode} before {what}:\n{Output}"); }
            if (Stopwatch.GetElapsedTime(start) > Patience) throw new TimeoutException($"No {what} within {Patience}:\n{Output}");
            await Task.Delay(50);   // slower than an account's limit of requests fills up again
        }
    }

    public async Task<int> EndedAsync()
    {
        using var stop = new CancellationTokenSource(Patience);
        await process.WaitForExitAsync(stop.Token);
        return process.ExitCode;
    }

    /// <summary>As the system does it to a process that must go: without a word (SIGKILL).</summary>
    public void Kill()
    {
        process.Kill();
        process.WaitForExit();
    }

    public void Dispose()
    {
        if (!process.HasExited) Kill();
        process.Dispose();
    }

    private void Keep(string? line)
    {
        lock (output) output.AppendLine(line);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>src/GreenPark.Web/bin/(Debug or Release)/net10.0, as this test was built.</summary>
    private static string Assembly()
    {
        var built = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        return Path.Combine(Repository(), "src/GreenPark.Web/bin", built.Parent!.Name, built.Name, "GreenPark.Web.dll");
    }

    /// <summary>The folder of the solution.</summary>
    internal static string Repository()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "GreenPark.sln"))) root = root.Parent;
        return root!.FullName;
    }
}

/// <summary>Keeps cookies as a browser does with http://localhost: secure ones too, which .NET's own jar would not send back over http.</summary>
internal sealed class LocalCookies(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private readonly Dictionary<string, string> jar = [];

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (jar.Count > 0) request.Headers.TryAddWithoutValidation("Cookie", string.Join("; ", jar.Select(x => $"{x.Key}={x.Value}")));
        var response = await base.SendAsync(request, cancellationToken);
        foreach (var cookie in response.Headers.TryGetValues("Set-Cookie", out var set) ? set : [])
        {
            var (name, value) = cookie.Split(';')[0].Split('=', 2) is [var n, var v] ? (n, v) : (cookie, "");
            if (value.Length == 0) jar.Remove(name);
            else jar[name] = value;
        }
        return response;
    }
}

/// <summary>A folder that goes with the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("greenpark-").FullName;

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
