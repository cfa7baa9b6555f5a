using System.IO.Compression;
using System.Text;

namespace GreenPark.Web.Tests.Http;

/// <summary>Deliveries of meter gateways: one key, one effect; all of it or nothing.</summary>
public sealed class SendReadingsTests(Server server)
{
    private static readonly byte[] January = SmallPark.Csv(SmallPark.January, SmallPark.February);

    private static readonly byte[] OneDay = Encoding.UTF8.GetBytes(
        $$"""{ "points": [ { "point": "MP-F", "start": "2026-01-01T00:00:00+08:00", "intervalMinutes": 60, "kWh": [{{string.Join(',', Enumerable.Repeat("1.5", 24))}}] } ] }""");

    private static Task<Reply> Send(SmallPark park, byte[] body, string type, string? key, params (string Name, string Value)[] more) =>
        park.Operator.Send(HttpMethod.Post, $"{park.Path}/readings", Content(body, type), key is null ? more : [("Idempotency-Key", key), .. more]);

    private static HttpContent Content(byte[] body, string type)
    {
        var gzip = type.EndsWith("+gzip", StringComparison.Ordinal);
        var content = Caller.Bytes(gzip ? Packed(body) : body, gzip ? type[..^5] : type);
        if (gzip) content.Headers.ContentEncoding.Add("gzip");
        return content;
    }

    private static byte[] Packed(byte[] body)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true)) gzip.Write(body);
        return packed.ToArray();
    }

    [Theory]
    [InlineData("text/csv")]
    [InlineData("text/csv+gzip")]
    public async Task The_same_key_twice_has_one_effect_and_one_answer(string type)
    {
        var park = await new SmallPark(server).Build();
        var first = await Send(park, January, type, "gateway 7, 2026-01").Created();
        var again = await Send(park, January, type, "gateway 7, 2026-01").Created();
        again.Text.ShouldBe(first.Text);
        first.Json.GetProperty("readings").GetInt64().ShouldBe(31 * 24 * 7);
        (await park.Operator.Get($"{park.Grid}/imports").Ok()).Json.GetProperty("total").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task Another_body_under_the_same_key_is_a_conflict_and_changes_nothing()
    {
        var park = await new SmallPark(server).Build();
        await Send(park, OneDay, "application/json", "k").Created();
        await Send(park, Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(OneDay).Replace("1.5", "1.6")), "application/json", "k").Fails(HttpStatusCode.Conflict, "import.key_taken");
        (await park.Operator.Get($"{park.Grid}/imports").Ok()).Json.GetProperty("total").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task Json_is_taken_to_the_watt_hour()
    {
        var park = await new SmallPark(server).Build();
        var taken = (await Send(park, OneDay, "application/json+gzip", "json").Created()).Json;
        (taken.GetProperty("readings").GetInt64(), taken.GetProperty("energyWh").GetInt64(), taken.GetProperty("daysWritten").GetInt32()).ShouldBe((24, 36_000, 1));
    }

    [Fact]
    public async Task Json_is_looked_at_before_it_is_taken()
    {
        var park = await new SmallPark(server).Build();
        var preview = (await park.Operator.Upload($"{park.Grid}/readings/preview?fileName=day.json", OneDay, "application/json").Ok()).Json;
        preview.GetProperty("errorCount").GetInt32().ShouldBe(0);
        preview.GetProperty("columns")[0].GetProperty("point").GetString().ShouldBe("MP-F");
        (preview.GetProperty("readings").GetInt64(), preview.GetProperty("energyWh").GetInt64(), preview.GetProperty("rows").GetArrayLength()).ShouldBe((24, 36_000, 8));
        (await park.Operator.Upload($"{park.Grid}/readings?fileName=day.json", OneDay, "application/json").Created()).Json.GetProperty("readings").GetInt64().ShouldBe(24);
    }

    [Fact]
    public async Task Slow_senders_of_a_park_hold_up_no_other_park()
    {
        var (slow, other) = (await new SmallPark(server).Build(), await new SmallPark(server).Build());
        var held = Enumerable.Range(0, 8).Select(i => new HeldContent(OneDay)).ToList();
        var waiting = held.Select((x, i) => slow.Operator.Send(HttpMethod.Post, $"{slow.Path}/readings", x, ("Idempotency-Key", $"slow {i}"))).ToList();
        try
        {
            await held[0].Begun.WaitAsync(TimeSpan.FromSeconds(30));
            await Task.Delay(500);   // long enough for all of them to come
            await Send(other, OneDay, "application/json", "k").Created().WaitAsync(TimeSpan.FromSeconds(30));
        }
        finally
        {
            held.ForEach(x => x.GoOn());
        }
        (await Task.WhenAll(waiting)).Count(x => x.Status == HttpStatusCode.Created).ShouldBe(1, "all others bring the same file");
    }

    /// <summary>Comes only when it is let.</summary>
    private sealed class HeldContent : HttpContent
    {
        private readonly TaskCompletionSource begun = new(), released = new();
        private readonly byte[] body;

        public HeldContent(byte[] body)
        {
            this.body = body;
            Headers.ContentType = new("application/json");
        }

        public Task Begun => begun.Task;

        public void GoOn() => released.TrySetResult();

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            begun.TrySetResult();
            await released.Task;
            await stream.WriteAsync(body);
        }

        protected override bool TryComputeLength(out long length)
        {
            length = body.Length;
            return true;
        }
    }

    [Fact]
    public async Task A_fault_takes_nothing_and_the_key_stays_free()
    {
        var park = await new SmallPark(server).Build();
        var faulty = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(OneDay).Replace("1.5]", "-1]"));
        await Send(park, faulty, "application/json", "k").Fails(HttpStatusCode.BadRequest, "intake.json_reading");
        await Send(park, OneDay, "application/json", "k").Created();
    }

    [Fact]
    public async Task A_missing_key_damaged_gzip_and_too_much_are_told()
    {
        var park = await new SmallPark(server).Build();
        await Send(park, OneDay, "application/json", null).Fails(HttpStatusCode.BadRequest, "request.no_key");
        await Send(park, OneDay, "application/json", new string('k', 101)).Fails(HttpStatusCode.BadRequest, "request.no_key");
        var broken = Caller.Bytes(OneDay, "application/json");
        broken.Headers.ContentEncoding.Add("gzip");
        (await park.Operator.Send(HttpMethod.Post, $"{park.Path}/readings", broken, ("Idempotency-Key", "k"))).Fails(HttpStatusCode.BadRequest, "request.bad_gzip");
        var large = Encoding.ASCII.GetBytes("interval_start,MP-F\n" + new string(' ', Server.MaxImportBytes));
        await Send(park, large, "text/csv+gzip", "large").Fails(HttpStatusCode.RequestEntityTooLarge, "import.too_large");
    }
}
