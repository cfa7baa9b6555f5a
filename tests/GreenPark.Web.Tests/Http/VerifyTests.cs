namespace GreenPark.Web.Tests.Http;

/// <summary>Anyone may verify; what is no pack is said to be none.</summary>
public sealed class VerifyTests(Server server)
{
    [Fact]
    public async Task What_is_no_pack_does_not_hold_and_says_why()
    {
        var reply = await server.Nobody().In("zh-Hans").Upload("verify", "not a pack"u8.ToArray(), "application/zip").Ok();
        (reply.Json.GetProperty("holds").GetBoolean(), reply.Json.GetProperty("isPack").GetBoolean()).ShouldBe((false, false));
        var check = reply.Json.GetProperty("checks")[0];
        (check.GetProperty("id").GetString(), check.GetProperty("state").GetString(), check.GetProperty("errors")[0].GetProperty("code").GetString()).ShouldBe(("archive", "fail", "evidence.not_a_zip"));
    }

    [Fact]
    public async Task What_is_too_large_is_not_read() =>
        await server.Nobody().Upload("verify", new byte[Server.MaxVerifyBytes + 1], "application/zip").Fails(HttpStatusCode.RequestEntityTooLarge, "request.too_large");

    [Fact]
    public async Task The_issuer_asked_for_is_a_fingerprint() =>
        await server.Nobody().Upload("verify?issuer=me", [1], "application/zip").Fails(HttpStatusCode.BadRequest, "request.bad_issuer");

    [Fact]
    public async Task The_issuer_is_published_with_its_certificate()
    {
        using var client = server.CreateClient();
        var pem = await client.GetByteArrayAsync("/issuer.pem");
        var certificate = GreenPark.Engine.Evidence.IssuerCertificate.FromPem(pem, "issuer.pem").Value;
        foreach (var (language, words) in new[] { ("en", "by a link from a statement"), ("zh-Hans", "签发方证书") })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/issuer") { Headers = { { "Accept-Language", language } } };
            var page = await (await client.SendAsync(request)).Content.ReadAsStringAsync();
            page.ShouldContain(certificate.Fingerprint);
            System.Net.WebUtility.HtmlDecode(page).ShouldContain(words);
        }
    }

    [Fact]
    public async Task A_form_is_taken_too()
    {
        var form = new MultipartFormDataContent { { Caller.Bytes([1, 2, 3], "application/zip"), "file", "pack.zip" } };
        (await server.Nobody().Send(HttpMethod.Post, "verify", form)).Is(HttpStatusCode.OK).Json.GetProperty("isPack").GetBoolean().ShouldBeFalse();
    }
}
