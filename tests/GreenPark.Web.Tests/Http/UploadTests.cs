using System.Net.Http.Headers;
using System.Text;

namespace GreenPark.Web.Tests.Http;

/// <summary>Files of readings: taken as a whole or not at all, and never read further than they may be long.</summary>
public sealed class UploadTests(Server server)
{
    private static readonly byte[] January = SmallPark.Csv(SmallPark.January, SmallPark.February);

    private static async Task<int> Imports(SmallPark park) => (await park.Operator.Get($"{park.Grid}/imports").Ok()).Json.GetProperty("total").GetInt32();

    [Fact]
    public async Task A_file_is_taken_once()
    {
        var park = await new SmallPark(server).Build();
        var taken = await park.Operator.Upload($"{park.Grid}/readings?fileName=january.csv", January).Created();
        taken.Json.GetProperty("readings").GetInt64().ShouldBe(31 * 24 * 7);
        taken.Location.ShouldBe($"/api/v1/{park.Grid}/imports");
        await park.Operator.Upload($"{park.Grid}/readings?fileName=copy.csv", January).Fails(HttpStatusCode.Conflict, "import.taken_already");
        (await park.Operator.Get($"{park.Grid}/imports").Ok()).Json.GetProperty("items")[0].GetProperty("fileName").GetString().ShouldBe("january.csv");
        (await park.Operator.Get($"{park.Grid}/coverage").Ok()).Json.EnumerateArray().Sum(x => x.GetProperty("daysWithReadings").GetInt32()).ShouldBe(31 * 7);
    }

    [Fact]
    public async Task A_form_brings_the_file_its_name_and_which_column_is_which_point()
    {
        var park = await new SmallPark(server).Build();
        var text = Encoding.ASCII.GetString(January).Replace("MP-F,", "Forge hall,");
        var form = new MultipartFormDataContent
        {
            { new StringContent("""{ "Forge hall": "MP-F", "MP-PV": "MP-PV", "MP-M": null }"""), "columns" },
            { Caller.Bytes(Encoding.ASCII.GetBytes(text), "text/csv"), "file", "一月.csv" },
        };
        var taken = (await park.Operator.Send(HttpMethod.Post, $"{park.Grid}/readings", form)).Is(HttpStatusCode.Created);
        taken.Json.GetProperty("meteringPoints").GetInt32().ShouldBe(6);   // a column that is not named goes by its own name
        (await park.Operator.Get($"{park.Grid}/imports").Ok()).Json.GetProperty("items")[0].GetProperty("fileName").GetString().ShouldBe("一月.csv");
    }

    [Fact]
    public async Task Faults_are_told_with_line_and_column_and_nothing_is_taken()
    {
        var park = await new SmallPark(server).Build();
        var text = Encoding.ASCII.GetString(January).Replace("2026-01-20T05:00:00+08:00,0.000", "2026-01-20T05:00:00+08:00,x");
        var reply = await park.Operator.Upload($"{park.Grid}/readings?fileName=bad.csv", Encoding.ASCII.GetBytes(text)).Fails(HttpStatusCode.BadRequest, "readings.bad_number");
        var error = reply.Json.GetProperty("errors")[0];
        (error.GetProperty("file").GetString(), error.GetProperty("line").GetInt32(), error.GetProperty("column").GetInt32()).ShouldBe(("bad.csv", 19 * 24 + 5 + 2, 27));
        var preview = await park.Operator.Upload($"{park.Grid}/readings/preview?fileName=bad.csv", Encoding.ASCII.GetBytes(text)).Ok();
        preview.Json.GetProperty("errors")[0].GetProperty("text").GetString().ShouldBe(error.GetProperty("text").GetString());
        (await Imports(park)).ShouldBe(0);
    }

    [Fact]
    public async Task Hundreds_of_faults_are_counted_and_a_hundred_told()
    {
        var park = await new SmallPark(server).Build();
        var text = Encoding.ASCII.GetString(January).Replace(",0.000", ",?");
        var reply = await park.Operator.Upload($"{park.Grid}/readings", Encoding.ASCII.GetBytes(text)).Fails(HttpStatusCode.BadRequest, "readings.bad_number");
        reply.Json.GetProperty("errors").GetArrayLength().ShouldBe(100);
        reply.Json.GetProperty("errorCount").GetInt32().ShouldBeGreaterThan(1000);
    }

    [Fact]
    public async Task A_file_that_is_too_large_is_refused_by_its_announced_length()
    {
        var park = await new SmallPark(server).Build();
        var body = new Announced(Server.MaxImportBytes + 1);
        (await park.Operator.Send(HttpMethod.Post, $"{park.Grid}/readings", body)).Fails(HttpStatusCode.RequestEntityTooLarge, "import.too_large");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_file_that_turns_out_too_large_is_refused(bool form)
    {
        var park = await new SmallPark(server).Build();
        var bytes = Encoding.ASCII.GetBytes("interval_start,MP-F\n" + new string(' ', Server.MaxImportBytes));
        var raw = new StreamContent(new Endless(bytes)) { Headers = { ContentType = new MediaTypeHeaderValue("text/csv") } };
        HttpContent body = form ? new MultipartFormDataContent { { raw, "file", "large.csv" } } : raw;
        (await park.Operator.Send(HttpMethod.Post, $"{park.Grid}/readings", body)).Fails(HttpStatusCode.RequestEntityTooLarge, "import.too_large");
        (await Imports(park)).ShouldBe(0);
    }

    [Fact]
    public async Task What_is_no_file_of_readings_is_refused()
    {
        var park = await new SmallPark(server).Build();
        var path = $"{park.Grid}/readings";
        await park.Operator.Upload(path, January, "application/pdf").Fails(HttpStatusCode.UnsupportedMediaType, "request.wrong_content_type");
        await park.Operator.Upload(path, January, "multipart/form-data").Fails(HttpStatusCode.UnsupportedMediaType, "request.wrong_content_type");
        await park.Operator.Upload(path, "--x\r\nhalf"u8.ToArray(), "multipart/form-data; boundary=x").Fails(HttpStatusCode.BadRequest, "request.truncated");
        var packed = Caller.Bytes(January, "text/csv");
        packed.Headers.ContentEncoding.Add("gzip");
        (await park.Operator.Send(HttpMethod.Post, path, packed)).Fails(HttpStatusCode.BadRequest, "request.bad_gzip");
        var brotli = Caller.Bytes(January, "text/csv");
        brotli.Headers.ContentEncoding.Add("br");
        (await park.Operator.Send(HttpMethod.Post, path, brotli)).Fails(HttpStatusCode.UnsupportedMediaType, "request.wrong_content_type");
        (await park.Operator.Send(HttpMethod.Post, path, new MultipartFormDataContent { { new StringContent("{}"), "columns" } })).Fails(HttpStatusCode.BadRequest, "request.no_file");
        (await park.Operator.Send(HttpMethod.Post, path, new MultipartFormDataContent { { new StringContent("["), "columns" }, { new StringContent("x"), "file", "x.csv" } }))
            .Fails(HttpStatusCode.BadRequest, "request.bad_columns");
        (await park.Operator.Upload(path, [])).Is(HttpStatusCode.BadRequest);
        (await park.Operator.Upload(path, [0xFF, 0xFE, 0x00, 0x41])).Is(HttpStatusCode.BadRequest);
        (await Imports(park)).ShouldBe(0);
    }

    [Fact]
    public async Task Who_may_not_deliver_readings_is_told_so_before_the_file_is_read()
    {
        var park = await new SmallPark(server).Build();
        (await park.Verifier.Send(HttpMethod.Post, $"{park.Grid}/readings", new Announced(1000))).Fails(HttpStatusCode.Forbidden, "user.not_allowed");
    }

    /// <summary>Announces a length and brings nothing: only the announcement can be what is judged.</summary>
    private sealed class Announced : HttpContent
    {
        private readonly long length;

        public Announced(long length)
        {
            this.length = length;
            Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        }

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => Task.CompletedTask;

        protected override bool TryComputeLength(out long computed)
        {
            computed = length;
            return true;
        }
    }

    /// <summary>Hides its length, as a sender does that does not know it yet.</summary>
    private sealed class Endless(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
