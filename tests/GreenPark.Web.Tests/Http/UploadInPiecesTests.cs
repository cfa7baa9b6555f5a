using System.IO.Pipelines;
using System.Text;
using GreenPark.Application.Features.Metering.Commands;
using GreenPark.Engine.Failing;
using GreenPark.Web.Features.Metering.InPieces;
using GreenPark.Web.Tests.Hosting;

namespace GreenPark.Web.Tests.Http;

/// <summary>Large files that come in pieces: nothing is lost when a connection is, and nobody goes on with another's file.</summary>
public sealed class UploadInPiecesTests(Server server)
{
    private const string Pieces = "application/offset+octet-stream";

    private static readonly byte[] January = SmallPark.Csv(SmallPark.January, SmallPark.February);

    [Fact]
    public async Task A_file_comes_in_pieces_and_is_imported_as_a_whole()
    {
        var park = await new SmallPark(server).Build();
        var sender = park.Operator;
        var address = await Begin(park, sender, January.Length);
        var half = January.Length / 2;
        (await Send(sender, address, 0, January[..half])).Json.GetProperty("offset").GetInt64().ShouldBe(half);
        await sender.Send(HttpMethod.Post, $"{address}/import").Fails(HttpStatusCode.Conflict, "request.upload_unfinished");
        (await Send(sender, address, half, January[half..])).Json.GetProperty("offset").GetInt64().ShouldBe(January.Length);

        var taken = await sender.Send(HttpMethod.Post, $"{address}/import").Created();
        taken.Json.GetProperty("readings").GetInt64().ShouldBe(31 * 24 * 7);
        (await sender.Send(HttpMethod.Post, $"{address}/import").Created()).Json.GetRawText().ShouldBe(taken.Json.GetRawText(), "the first answer may have been lost");
        (await sender.Get(address).Ok()).Json.GetProperty("offset").GetInt64().ShouldBe(January.Length);
        await sender.Send(HttpMethod.Patch, address, Caller.Bytes([1], Pieces), ("Upload-Offset", $"{January.Length}")).Fails(HttpStatusCode.BadRequest, "request.upload_too_long");
        (await sender.Get($"{park.Grid}/imports").Ok()).Json.GetProperty("total").GetInt32().ShouldBe(1);
        (await sender.Get($"{park.Grid}/imports").Ok()).Json.GetProperty("items")[0].GetProperty("fileName").GetString().ShouldBe("january.csv");
    }

    [Fact]
    public async Task Its_columns_may_go_to_points_of_other_names()
    {
        var park = await new SmallPark(server).Build();
        var sender = park.Operator;
        var file = Encoding.ASCII.GetBytes(Encoding.ASCII.GetString(January).Replace("MP-F,", "Forge hall,"));
        var address = await Begin(park, sender, file.Length);
        await Send(sender, address, 0, file);
        await sender.Send(HttpMethod.Post, $"{address}/import").Fails(HttpStatusCode.BadRequest, "readings.unknown_column");
        var taken = await sender.Post($"{address}/import", new { columns = new Dictionary<string, string?> { ["Forge hall"] = "MP-F", ["MP-M"] = null } }).Created();
        taken.Json.GetProperty("meteringPoints").GetInt32().ShouldBe(6);
    }

    [Fact]
    public async Task Two_who_write_at_once_and_two_who_import_at_once_do_not_mix()
    {
        using var folder = new TemporaryFolder();
        var uploads = new ReadingUploads(folder.Path, TimeProvider.System);
        var upload = uploads.Begin(Guid.NewGuid(), "park", "grid", "january.csv", 2).Value;
        var slow = new Pipe();
        var first = uploads.AppendAsync(upload, 0, slow.Reader.AsStream(), CancellationToken.None);
        (await uploads.AppendAsync(upload, 0, new MemoryStream([1, 2]), CancellationToken.None)).FirstError.Code.ShouldBe("request.upload_in_progress");
        await slow.Writer.WriteAsync((byte[])[3, 4]);
        await slow.Writer.CompleteAsync();
        (await first).Value.ShouldBe(2);
        uploads.Content(upload).Value.ToMemory().ToArray().ShouldBe([3, 4]);

        var (answer, calls) = (new TaskCompletionSource<Result<ImportReadings.Taken>>(), 0);
        var importing = uploads.ImportAsync(upload, _ => { calls++; return answer.Task; });
        (await uploads.ImportAsync(upload, _ => { calls++; return answer.Task; })).FirstError.Code.ShouldBe("request.upload_in_progress");
        answer.SetResult(new ImportReadings.Taken(default, default, default, 1, 2, 3, 4, Notes: [new(Error.Invalid("intake.note_stray", "readme.txt").At("a.zip"), 1)]));
        var taken = (await importing).Value;
        var again = (await uploads.ImportAsync(upload, _ => { calls++; return answer.Task; })).Value;
        (again with { Notes = [] }).ShouldBe(taken with { Notes = [] });
        var note = again.Notes.ShouldHaveSingleItem();
        (note.What.Code, note.What.Args[0], note.What.Place, note.Count).ShouldBe(("intake.note_stray", "readme.txt", new Place("a.zip"), 1L));
        calls.ShouldBe(1);

        uploads.Remove(upload);
        (await uploads.AppendAsync(upload, 2, new MemoryStream([1]), CancellationToken.None)).FirstError.Code.ShouldBe("request.upload_not_found");
    }

    [Fact]
    public void Of_many_who_begin_at_once_no_more_than_a_few_are_kept()
    {
        using var folder = new TemporaryFolder();
        var (uploads, owner, begun) = (new ReadingUploads(folder.Path, TimeProvider.System), Guid.NewGuid(), 0);
        using var together = new Barrier(16);
        var threads = Enumerable.Range(0, 16).Select(_ => new Thread(() =>
        {
            together.SignalAndWait();
            if (uploads.Begin(owner, "park", "grid", "january.csv", 10).IsSuccess) Interlocked.Increment(ref begun);
        })).ToList();
        threads.ForEach(x => x.Start());
        threads.ForEach(x => x.Join());
        begun.ShouldBe(ReadingUploads.MostOfOne);
    }

    [Fact]
    public async Task What_a_killed_process_left_goes_at_the_start()
    {
        using var folder = new TemporaryFolder();
        var (uploads, old) = (new ReadingUploads(folder.Path, TimeProvider.System), DateTime.UtcNow - ReadingUploads.Kept - TimeSpan.FromMinutes(1));
        var kept = uploads.Begin(Guid.NewGuid(), "park", "grid", "new.csv", 10).Value;
        foreach (var name in (string[])["a.part", "b.json", "c.json.new"])
        {
            File.WriteAllText(Path.Combine(folder.Path, name), "{");
            File.SetLastWriteTimeUtc(Path.Combine(folder.Path, name), old);
        }
        using var sweeping = new UploadSweeping(uploads, Microsoft.Extensions.Logging.Abstractions.NullLogger<UploadSweeping>.Instance);
        await sweeping.StartAsync(CancellationToken.None);
        for (var tries = 0; tries < 100 && Directory.EnumerateFiles(folder.Path).Count() > 2; tries++) await Task.Delay(50);
        await sweeping.StopAsync(CancellationToken.None);
        Directory.EnumerateFiles(folder.Path).Select(Path.GetFileName).ShouldBe([$"{kept.Id:N}.json", $"{kept.Id:N}.part"], ignoreOrder: true);
    }

    [Fact]
    public async Task What_came_before_the_connection_broke_stays_and_is_gone_on_with()
    {
        using var folder = new TemporaryFolder();
        var uploads = new ReadingUploads(folder.Path, TimeProvider.System);
        var upload = uploads.Begin(Guid.NewGuid(), "park", "grid", "january.csv", January.Length).Value;
        await Should.ThrowAsync<IOException>(() => uploads.AppendAsync(upload, 0, new BreaksOff(January, 1000), CancellationToken.None));
        uploads.Offset(upload).ShouldBe(1000);

        var afterRestart = new ReadingUploads(folder.Path, TimeProvider.System);
        (await afterRestart.AppendAsync(upload, 1000, new MemoryStream(January[1000..]), CancellationToken.None)).Value.ShouldBe(January.Length);
        afterRestart.Content(upload).Value.ToMemory().ToArray().ShouldBe(January);
    }

    [Fact]
    public async Task What_was_never_finished_goes_after_a_day()
    {
        using var folder = new TemporaryFolder();
        var old = new ReadingUploads(folder.Path, new FixedClock(DateTimeOffset.UtcNow - ReadingUploads.Kept - TimeSpan.FromMinutes(1))).Begin(Guid.NewGuid(), "park", "grid", "old.csv", 10).Value;
        var uploads = new ReadingUploads(folder.Path, TimeProvider.System);
        await uploads.AppendAsync(old, 0, new MemoryStream([1]), CancellationToken.None);
        uploads.Begin(Guid.NewGuid(), "park", "grid", "new.csv", 10);
        Directory.EnumerateFiles(folder.Path).Count(x => x.Contains($"{old.Id:N}", StringComparison.Ordinal)).ShouldBe(0);
    }

    [Fact]
    public async Task A_piece_from_elsewhere_too_much_and_a_missing_offset_are_refused()
    {
        var park = await new SmallPark(server).Build();
        var sender = park.Operator;
        var address = await Begin(park, sender, 10);
        await sender.Send(HttpMethod.Patch, address, Caller.Bytes([1], Pieces), ("Upload-Offset", "5")).Fails(HttpStatusCode.Conflict, "request.upload_wrong_offset");
        await sender.Send(HttpMethod.Patch, address, Caller.Bytes([1], Pieces)).Fails(HttpStatusCode.BadRequest, "request.upload_no_offset");
        await sender.Send(HttpMethod.Patch, address, Caller.Bytes(new byte[11], Pieces), ("Upload-Offset", "0")).Fails(HttpStatusCode.BadRequest, "request.upload_too_long");
        await sender.Send(HttpMethod.Patch, address, Caller.Bytes([1], "text/csv"), ("Upload-Offset", "0")).Fails(HttpStatusCode.UnsupportedMediaType, "request.wrong_content_type");
        await sender.Post($"{park.Grid}/uploads", new { fileName = "big.csv", length = (long)Server.MaxImportBytes + 1 }).Fails(HttpStatusCode.RequestEntityTooLarge, "import.too_large");
        await sender.Post($"{park.Grid}/uploads", new { fileName = "none.csv", length = 0 }).Fails(HttpStatusCode.BadRequest, "request.upload_no_length");
    }

    [Fact]
    public async Task A_file_with_faults_is_refused_as_a_whole_and_stays_until_it_is_removed()
    {
        var park = await new SmallPark(server).Build();
        var sender = park.Operator;
        var faulty = "interval_start,MP-F\nyesterday,1\n"u8.ToArray();
        var address = await Begin(park, sender, faulty.Length);
        await Send(sender, address, 0, faulty);
        await sender.Send(HttpMethod.Post, $"{address}/import").Fails(HttpStatusCode.BadRequest, "readings.bad_start");
        await sender.Delete(address).Ok();
        await sender.Get(address).Fails(HttpStatusCode.NotFound, "request.upload_not_found");
    }

    [Fact]
    public async Task Another_persons_file_is_not_there()
    {
        var park = await new SmallPark(server).Build();
        var sender = park.Operator;
        var address = await Begin(park, sender, 10);
        await park.Administrator.Get(address).Fails(HttpStatusCode.NotFound, "request.upload_not_found");
        await park.Administrator.Delete(address).Fails(HttpStatusCode.NotFound, "request.upload_not_found");
        await sender.Get(address).Ok();
    }

    [Fact]
    public async Task Who_never_finishes_is_stopped()
    {
        var park = await new SmallPark(server).Build();
        var sender = park.Operator;
        var address = await Begin(park, sender, 10);
        for (var i = 1; i < 8; i++) await Begin(park, sender, 10);
        await sender.Post($"{park.Grid}/uploads", new { fileName = "ninth.csv", length = 10 }).Fails(HttpStatusCode.Conflict, "request.upload_too_many");
        await sender.Delete(address).Ok();
        await Begin(park, sender, 10);
    }

    [Fact]
    public async Task What_changed_between_two_pieces_is_not_taken()
    {
        var park = await new SmallPark(server).Build();
        var sender = park.Operator;
        var whole = GreenPark.Engine.Evidence.Sha256Hex.Of(January);
        var address = (await sender.Post($"{park.Grid}/uploads", new { fileName = "january.csv", length = January.Length, sha256 = whole }).Created()).Location!;
        byte[] changed = [.. January];
        changed[^3] ^= 1;
        await Send(sender, address, 0, changed);
        await sender.Send(HttpMethod.Post, $"{address}/import").Fails(HttpStatusCode.Conflict, "request.upload_differs");
        (await sender.Get($"{park.Grid}/imports").Ok()).Json.GetProperty("total").GetInt32().ShouldBe(0);

        var other = await Begin(park, sender, January.Length);
        await Send(sender, other, 0, January);
        await sender.Post($"{other}/import", new { sha256 = whole[..63] }).Fails(HttpStatusCode.BadRequest, "request.upload_bad_hash");
        await sender.Post($"{other}/import", new { sha256 = new string('0', 64) }).Fails(HttpStatusCode.Conflict, "request.upload_differs");
        await sender.Post($"{other}/import", new { sha256 = whole.ToUpperInvariant() }).Created();
        await sender.Post($"{park.Grid}/uploads", new { fileName = "x.csv", length = 10, sha256 = "abc" }).Fails(HttpStatusCode.BadRequest, "request.upload_bad_hash");
    }

    [Fact]
    public async Task Nothing_stays_of_a_piece_that_is_too_long()
    {
        using var folder = new TemporaryFolder();
        var uploads = new ReadingUploads(folder.Path, TimeProvider.System);
        var upload = uploads.Begin(Guid.NewGuid(), "park", "grid", "january.csv", 100_000).Value;
        (await uploads.AppendAsync(upload, 0, new MemoryStream(new byte[10]), CancellationToken.None)).Value.ShouldBe(10);
        (await uploads.AppendAsync(upload, 10, new MemoryStream(new byte[100_000]), CancellationToken.None)).FirstError.Code.ShouldBe("request.upload_too_long");
        uploads.Offset(upload).ShouldBe(10);
    }

    [Fact]
    public async Task A_file_that_is_gone_is_told_as_such()
    {
        using var folder = new TemporaryFolder();
        var uploads = new ReadingUploads(folder.Path, TimeProvider.System);
        var upload = uploads.Begin(Guid.NewGuid(), "park", "grid", "january.csv", 2).Value;
        await uploads.AppendAsync(upload, 0, new MemoryStream([1, 2]), CancellationToken.None);
        var sent = uploads.Content(upload).Value;
        (await uploads.ImportAsync(upload, _ =>
        {
            uploads.Remove(upload);   // as a day's sweep on another node does
            return Task.FromResult<Result<ImportReadings.Taken>>(new ImportReadings.Taken(default, default, default, sent.ToMemory().Length, 0, 0, 0));
        })).FirstError.Code.ShouldBe("request.upload_not_found");
        uploads.Content(upload).FirstError.Code.ShouldBe("request.upload_not_found");
    }

    [Fact]
    public void The_file_that_has_rested_longest_gives_way_to_the_ninth()
    {
        using var folder = new TemporaryFolder();
        var (owner, now) = (Guid.NewGuid(), DateTimeOffset.UtcNow);
        var begun = Enumerable.Range(0, ReadingUploads.MostOfOne).Select(i => new ReadingUploads(folder.Path, new FixedClock(now.AddHours(-3).AddMinutes(i))).Begin(owner, "park", "grid", $"{i}.csv", 10).Value).ToList();
        var uploads = new ReadingUploads(folder.Path, new FixedClock(now));
        uploads.Begin(owner, "park", "grid", "ninth.csv", 10).FirstError.Code.ShouldBe("request.upload_too_many", "all were written to a moment ago");
        foreach (var (upload, i) in begun.Select((x, i) => (x, i))) File.SetLastWriteTimeUtc(Path.Combine(folder.Path, $"{upload.Id:N}.part"), now.UtcDateTime.AddMinutes(i == 3 ? -90 : i == 5 ? -70 : -50));
        uploads.Begin(owner, "park", "grid", "ninth.csv", 10).IsSuccess.ShouldBeTrue();
        begun.Where(x => uploads.Find(x.Id, owner, "park", "grid") is null).ShouldHaveSingleItem().FileName.ShouldBe("3.csv");
    }

    [Fact]
    public void Nobody_else_on_the_machine_may_look_into_the_folder()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has other rights");
        using var folder = new TemporaryFolder();
        var uploads = Path.Combine(folder.Path, "uploads");
        new ReadingUploads(uploads, TimeProvider.System).Begin(Guid.NewGuid(), "park", "grid", "january.csv", 2);
        if (!OperatingSystem.IsWindows()) File.GetUnixFileMode(uploads).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private static async Task<string> Begin(SmallPark park, Caller sender, long length) =>
        (await sender.Post($"{park.Grid}/uploads", new { fileName = "january.csv", length }).Created()).Location!;

    private static Task<Reply> Send(Caller caller, string address, long offset, byte[] piece) =>
        caller.Send(HttpMethod.Patch, address, Caller.Bytes(piece, Pieces), ("Upload-Offset", $"{offset}")).Ok();

    private sealed class FixedClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }

    /// <summary>Ends in the middle, as a lost connection does.</summary>
    private sealed class BreaksOff(byte[] bytes, int after) : MemoryStream(bytes, writable: false)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => Position < after
            ? base.ReadAsync(buffer[..(int)Math.Min(buffer.Length, after - Position)], cancellationToken) : throw new IOException("The connection is lost.");
    }
}
