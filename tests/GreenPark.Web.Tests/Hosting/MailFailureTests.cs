using System.Net;
using System.Net.Http.Json;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;

namespace GreenPark.Web.Tests.Hosting;

/// <summary>A mail server that fails in another way than mail servers should: the letter waits, and whoever sent it is told why.</summary>
public sealed class MailFailureTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_letter_that_cannot_be_sent_waits_and_says_why(bool speaksTls)
    {
        using var folder = new TemporaryFolder();
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        using var stop = new CancellationTokenSource();
        var serving = ServeAsync(server, speaksTls, stop.Token);
        using var web = await WebProcess.StartedAsync(folder.Path, "Production", ("Mail:Host", "127.0.0.1"), ("Mail:Port", $"{((IPEndPoint)server.LocalEndpoint).Port}"), ("Mail:From", "greenpark@park.example"));
        using var ada = web.Client();
        await web.SetUpAsync(ada);
        await ada.SignInAsync("ada@park.example", "correct horse battery");
        foreach (var email in (string[])["lin@park.example", "bo@park.example"])
            (await ada.PostAsJsonAsync("/api/v1/users", new { email, user = new { displayName = "Lin", culture = "en" }, role = new { role = "administrator" } })).StatusCode.ShouldBe(HttpStatusCode.Created);
        foreach (var email in (string[])["lin@park.example", "bo@park.example"])
            await web.Until(async () => (await ada.GetFromJsonAsync<JsonElement>($"/api/v1/users/{email}/link")).GetProperty("failure").GetString() is { Length: > 0 }, "a failure that the page shows");
        web.Output.ShouldContain("it is tried again");
        web.Output.ShouldNotContain("could not be looked through");
        await stop.CancelAsync();
        server.Stop();
        await serving;
    }

    private static async Task ServeAsync(TcpListener server, bool speaksTls, CancellationToken stop)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest("CN=nobody", key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        while (!stop.IsCancellationRequested)
            try
            {
                using var client = await server.AcceptTcpClientAsync(stop);
                await using var stream = client.GetStream();
                using var lines = new StreamReader(stream, leaveOpen: true);
                async Task Say(string text) => await stream.WriteAsync(System.Text.Encoding.ASCII.GetBytes($"{text}\r\n"), stop);
                await Say("220 mail.example");
                await lines.ReadLineAsync(stop);
                await Say("250-mail.example\r\n250 STARTTLS");
                await lines.ReadLineAsync(stop);
                await Say("220 go ahead");
                if (!speaksTls) { await Say("this is no TLS at all"); continue; }
                await using var tls = new SslStream(stream);
                await tls.AuthenticateAsServerAsync(certificate);
            }
            catch (Exception fault) when (fault is IOException or System.Security.Authentication.AuthenticationException or SocketException or OperationCanceledException or ObjectDisposedException)
            {
                // the other side has gone, as it should
            }
    }
}
