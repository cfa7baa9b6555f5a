using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using GreenPark.Web.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace GreenPark.Web.Tests.Browser;

/// <summary>The demo installation as a newcomer starts it, complete, and a Chromium to use it with. Without a Chromium the tests are skipped.</summary>
public sealed class DemoInBrowser : IAsyncLifetime
{
    private static readonly string[] Switches =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    /// <summary>In milliseconds: a busy machine is slow, a page that does not come is wrong.</summary>
    private const float Patience = 60_000;

    /// <summary>A month's file is a large one here, which comes in pieces; those of a few days come as small ones do.</summary>
    public const int LargeBytes = 100_000;

    private readonly TemporaryFolder folder = new();
    private WebProcess? web;
    private IPlaywright? playwright;
    private IBrowser? browser;
    private readonly Dictionary<(string? Person, string Language), Visitor> readers = [];

    /// <summary>Where screenshots of every page are kept, if somebody wants to look at them: GREENPARK_SCREENSHOTS.</summary>
    public static string? Screenshots => Environment.GetEnvironmentVariable("GREENPARK_SCREENSHOTS") is { Length: > 0 } path ? path : null;

    private static string? Chromium => Environment.GetEnvironmentVariable("CHROMIUM") is { Length: > 0 } named
        ? named
        : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .SelectMany(x => new[] { Path.Combine(x, "chromium"), Path.Combine(x, "chromium-browser"), Path.Combine(x, "google-chrome") }).FirstOrDefault(File.Exists);

    public async ValueTask InitializeAsync()
    {
        if (Chromium is not { } chromium) return;
        web = await WebProcess.StartedAsync(folder.Path, "Development", ("Import:InBlocksAboveBytes", $"{LargeBytes}"));
        Assertions.SetDefaultExpectTimeout(Patience);
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = chromium, Args = Switches });
        await web.WaitForAsync("The demo park is complete");
        await using var someone = await SignInAsync("operator");
        await ProposeAsync(someone, "150");   // so that there is a change to look at
    }

    /// <summary>The operator wants a reading of a final month to be another, and arrives at the change.</summary>
    public static async Task ProposeAsync(Visitor someone, string kwh)
    {
        var page = someone.Page;
        await someone.OpenAsync("/parks/harbour/metering-points/harbour-mg/MP-PUMPS-01");
        var day = page.Locator("input[name=Day]");
        await day.FillAsync("2026-09-30");   // by itself the page shows the newest day that has readings
        await day.BlurAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "2026-09-30" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Edit…" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("10:00").FillAsync(kwh);
        await dialog.GetByLabel("Reason").FillAsync("Read off the meter");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Propose" }).ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Regex(@"/microgrids/harbour-mg/changes/\d+$"));
    }

    /// <summary>A person at a browser of their own, signed in with a click on the demo's list; the language is theirs, whatever they chose last.</summary>
    public async Task<Visitor> SignInAsync(string person, string language = "en")
    {
        var visitor = await VisitAsync();
        await visitor.Page.GotoAsync("/account/sign-in");
        await visitor.Page.GetByText($"{person}@demo.greenpark.example").ClickAsync();
        await SignedInAsync(visitor, language);
        return visitor;
    }

    /// <summary>Somebody who types an address and a password.</summary>
    public async Task<Visitor> SignInWithAsync(string email, string password)
    {
        var visitor = await VisitAsync();
        await visitor.Page.GotoAsync("/account/sign-in");
        await visitor.Page.GetByLabel("E-mail").FillAsync(email);
        await visitor.Page.GetByLabel("Password").FillAsync(password);
        await visitor.Page.Locator("main button[type=submit]").First.ClickAsync();
        await SignedInAsync(visitor, "en");
        return visitor;
    }

    private static async Task SignedInAsync(Visitor visitor, string language)
    {
        await Assertions.Expect(visitor.Page).Not.ToHaveURLAsync(new Regex("/account/sign-in"));
        await visitor.Page.GotoAsync($"/language/{language}");
    }

    /// <summary>Somebody who reads this language, signed in or (null) not; kept for the next page.</summary>
    public async Task<Visitor> ReaderAsync(string? person, string language)
    {
        if (readers.TryGetValue((person, language), out var known)) return known;
        var visitor = person is null ? await VisitAsync() : await SignInAsync(person, language);
        if (person is null) await visitor.Page.GotoAsync($"/language/{language}");
        return readers[(person, language)] = visitor;
    }

    /// <summary>The link of the newest letter to somebody, out of the folder that letters go to while developing.</summary>
    public async Task<string> LinkForAsync(string email)
    {
        string? link = null;
        await web!.Until(() =>
        {
            if (Directory.Exists(folder.File("data/mail"))) link = Directory.GetFiles(folder.File("data/mail"), "*.eml").OrderByDescending(File.GetLastWriteTimeUtc).Select(File.ReadAllText).Where(x => x.Contains($"To: {email}", StringComparison.Ordinal)).Select(Letters.LinkIn).FirstOrDefault();
            return Task.FromResult(link is not null);
        }, $"a letter to {email}");
        return new Uri(link!).PathAndQuery;
    }

    /// <summary>Chooses a password by the link, as the invited do.</summary>
    public async Task AcceptAsync(string email, string password)
    {
        await using var invited = await VisitAsync();
        await invited.Page.GotoAsync(await LinkForAsync(email));
        await invited.Page.Locator("input[name='Input.Password']").FillAsync(password);
        await invited.Page.GetByRole(AriaRole.Button, new() { Name = "Use this password" }).ClickAsync();
        await Assertions.Expect(invited.Page.GetByText("That is how you sign in now")).ToBeVisibleAsync();
    }

    /// <summary>Passkeys belong to a name, and a number is none.</summary>
    public Task<Visitor> VisitLocalhostAsync() => VisitAsync("localhost");

    /// <summary>As if the person had shown an hour ago who they are.</summary>
    public async Task AgeAsync(string email)
    {
        await using var services = Behind.Of(folder);
        var before = new DateTime(DateTime.UtcNow.AddHours(-1).Ticks / TimeSpan.TicksPerSecond * TimeSpan.TicksPerSecond, DateTimeKind.Utc);
        (await Behind.LookAsync(services, db => db.Sessions.Where(x => db.Users.Any(u => u.Id == x.UserId && u.Email == email)).ExecuteUpdateAsync(x => x.SetProperty(s => s.AuthenticatedAt, before)))).ShouldBeGreaterThan(0);
    }

    private async Task<Visitor> VisitAsync(string? host = null)
    {
        Assert.SkipWhen(browser is null, "No Chromium on this machine: install it, or name it in CHROMIUM.");
        var context = await browser.NewContextAsync(new() { BaseURL = host is null ? web!.Address.ToString() : $"http://{host}:{web!.Address.Port}/", Locale = "en-GB", ViewportSize = new() { Width = 1280, Height = 900 }, AcceptDownloads = true });
        context.SetDefaultTimeout(Patience);
        return new Visitor(context, await context.NewPageAsync());
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null) await browser.DisposeAsync();
        playwright?.Dispose();
        web?.Dispose();
        folder.Dispose();
    }
}

[CollectionDefinition(Name)]
public sealed class DemoCollection : ICollectionFixture<DemoInBrowser>
{
    public const string Name = "the demo in a browser";
}

/// <summary>A page and what went wrong on it: script errors, answers of 400 and above.</summary>
public sealed class Visitor : IAsyncDisposable
{
    private readonly IBrowserContext context;

    public Visitor(IBrowserContext context, IPage page)
    {
        (this.context, Page) = (context, page);
        page.PageError += (_, error) => Faults.Add(error);
        page.Console += (_, message) => { if (message.Type == "error") Faults.Add(message.Text); };
        page.Response += (_, response) => { if (response.Status >= 400) Faults.Add($"{response.Status} {response.Url}"); };
    }

    public IPage Page { get; }

    public List<string> Faults { get; } = [];

    /// <summary>Until the page has its circuit and nothing on it is still loading.</summary>
    public async Task OpenAsync(string address)
    {
        await Page.GotoAsync(address, new() { WaitUntil = WaitUntilState.NetworkIdle });
        if (!address.StartsWith("/dev/gallery", StringComparison.Ordinal)) await Page.WaitForFunctionAsync("() => !document.querySelector('.skeleton')");   // it shows one on purpose
    }

    /// <summary>Until the address ends so. It is asked for again and again: waiting for the navigation itself can miss one that was just over.</summary>
    public Task ArrivesAsync(string path) => Assertions.Expect(Page).ToHaveURLAsync(new Regex(Regex.Escape(path) + "$"));

    /// <summary>A metering point's days in quarters of an hour, 10 kWh each, but for some (first interval of the file, and how many).</summary>
    public async Task ImportDaysAsync(string from, string to, string point, params (int First, int Count)[] gaps)
    {
        var file = new StringBuilder($"interval_start,{point}\n");
        var (start, end) = (DateTime.Parse(from, CultureInfo.InvariantCulture), DateTime.Parse(to, CultureInfo.InvariantCulture));
        for (var (t, i) = (start, 0); t < end; (t, i) = (t.AddMinutes(15), i + 1))
            file.Append(CultureInfo.InvariantCulture, $"{t:yyyy-MM-dd}T{t:HH:mm}:00+08:00,{(gaps.Any(x => i >= x.First && i < x.First + x.Count) ? "" : "10")}\n");
        var answer = await Page.APIRequest.PostAsync($"/api/v1/parks/harbour/microgrids/harbour-mg/readings?fileName={point}-{from}.csv",
            new() { DataByte = Encoding.UTF8.GetBytes(file.ToString()), Headers = [new("Content-Type", "text/csv")] });
        answer.Status.ShouldBe(201, await answer.TextAsync());
    }

    public async Task<byte[]> DownloadAsync(ILocator link)
    {
        var download = await Page.RunAndWaitForDownloadAsync(() => link.ClickAsync());
        return await File.ReadAllBytesAsync(await download.PathAsync());
    }

    public ValueTask DisposeAsync() => context.DisposeAsync();
}
