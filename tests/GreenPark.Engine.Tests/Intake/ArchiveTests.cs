using System.IO.Compression;
using System.Text;
using GreenPark.Engine.Failing;
using GreenPark.Engine.Intake;
using Shouldly;
using Xunit;

namespace GreenPark.Engine.Tests.Intake;

/// <summary>A ZIP of meter files is a folder: read whole or refused, joined in time, never trusted.</summary>
public sealed class ArchiveTests
{
    private static byte[] File(string day, string value = "1", string flag = "A") =>
        MeterFormats.Bytes("100,NEM12,202401010000,M,R", "200,NMI1,E1,1,E1,N1,M1,kWh,60,", $"300,{day},{string.Join(',', Enumerable.Repeat(value, 24))},{flag},,,,", "900");

    internal static byte[] Zip(params (string Name, byte[] Content)[] entries)
    {
        var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, content) in entries)
            {
                using var target = archive.CreateEntry(name).Open();
                target.Write(content);
            }
        return stream.ToArray();
    }

    private static Result<IntakeFile> Read(byte[] zip, IntakeLimits? limits = null) =>
        IntakeArchive.Read(zip, "a.zip", (bytes, name) => Nem12Intake.Read(bytes, name, MeterFormats.Nem12), limits);

    [Fact]
    public void The_sample_archives_give_the_figures_of_the_independent_script()
    {
        var names = MeterFormats.Expected().Where(n => n.EndsWith(".zip", StringComparison.Ordinal)).ToArray();
        names.Length.ShouldBe(2);
        foreach (var name in names)
            IntakeArchive.Read(MeterFormats.Read(name), name, (bytes, of) => Nem12Intake.Read(bytes, of, MeterFormats.Nem12)).Value.ShouldBeAsExpected(name);
    }

    [Fact]
    public void Channels_of_the_same_name_are_joined_in_time()
    {
        var file = Read(Zip(("b/2.csv", File("20240101", flag: "E52")), ("a.csv", File("20240103")), ("leer/", []))).Value;
        var channel = file.Channels.ShouldHaveSingleItem();
        channel.StartUtcSeconds.Length.ShouldBe(48);
        channel.StartUtcSeconds.ShouldBeInOrder();
        channel.Marks.Select(m => channel.MarkTexts[m]).ShouldBe([.. Enumerable.Repeat("E52", 24), .. Enumerable.Repeat("A", 24)]);
        string.Concat(channel.Quality.Select(q => (char)q)).ShouldBe(new string('E', 24) + new string('M', 24));
        file.FileName.ShouldBe("a.zip");
    }

    /// <summary>A text that might hold readings is read like any other file: one faulty row refuses the whole.</summary>
    [Fact]
    public void What_no_meter_system_writes_is_passed_over_and_listed()
    {
        (string, byte[])[] strays = [(".DS_Store", [1]), ("__MACOSX/._a.csv", [2]), ("readme.txt", [0, 0, 7])];
        var zip = Zip([.. strays, ("a.csv", Encoding.UTF8.GetBytes("t,A\n2026-03-02 00:00,1\n"))]);
        var file = IntakeReader.Read(zip, "a.zip", CsvFile.Wide);
        file.Series().ShouldBe(["03-01 16:00 1000"]);
        var note = file.Value.Notes.Single(x => x.Code.Code == "intake.note_stray");
        (note.Count, note.Code.Args[0]).ShouldBe((3L, ".DS_Store, __MACOSX/._a.csv, readme.txt"));
        ProfileSuggester.Suggest(zip, "a.zip").Value.Profile.Format.ShouldBe(IntakeFormat.WideCsv);

        IntakeReader.Read(Zip([("b.txt", Encoding.UTF8.GetBytes("t,A\n2026-03-02 00:00,1\n2026-03-02 00:15,x\n"))]), "a.zip", CsvFile.Wide).FirstError.Code.ShouldBe("intake.bad_number");
        IntakeReader.Read(Zip([("b.csv", [0, 0, 7]), ("a.csv", Encoding.UTF8.GetBytes("t,A\n2026-03-02 00:00,1\n"))]), "a.zip", CsvFile.Wide).FirstError.Code.ShouldBe("intake.binary");
        IntakeReader.Read(Zip(strays), "a.zip", CsvFile.Wide).FirstError.Code.ShouldBe("intake.binary");
        IntakeReader.Read(Zip(strays[..2]), "a.zip", CsvFile.Wide).FirstError.Code.ShouldBe("intake.archive_empty");
    }

    /// <summary>A text whose rows are a table is a meter's file, whatever is wrong with it and wherever.</summary>
    [Theory]
    [InlineData("t,meter,energy\n2026-02-02 00:00,A,1\n", "feb.txt", "intake.no_column")]
    [InlineData("Export of February\nt,meter,kWh\n2026-02-02 00:00,A,1\n", "feb.log", "intake.no_column")]
    [InlineData("t\tmeter\tkWh\n2026-02-02 00:00\tA\t1\n", "feb.txt", "intake.no_column")]
    [InlineData("t,meter,kWh\n2026-02-02 00:00,A,1\n\0\0\0", "feb.txt", "intake.binary")]
    [InlineData("t,meter,kWh\n2026-02-02 00:00,A,1\n\u00D6\u00D0\n", "feb.htm", "intake.bad_text")]
    [InlineData("t\0,\0k\0\n\01\0,\02\0", "feb.txt", "intake.other_encoding")]
    [InlineData("t,meter,energy\n2026-02-02 00:00,A,1\n", ".feb.csv", "intake.no_column")]
    [InlineData("PK\u0003\u0004\0", "feb.txt", "intake.archive_nested")]
    [InlineData("<feed>", "feb.txt", "intake.no_column")]
    public void A_text_that_has_a_row_is_refused_and_never_passed_over(string text, string name, string code)
    {
        var profile = CsvFile.Long with { Values = CsvFile.Long.Values with { ChannelColumn = "meter", ValueColumn = "kWh" } };
        var zip = Zip(("jan.txt", Encoding.UTF8.GetBytes("t,meter,kWh\n2026-01-02 00:00,A,1\n")), (name, Encoding.Latin1.GetBytes(text)));
        var error = IntakeReader.Read(zip, "a.zip", profile).FirstError;
        (error.Code, error.Place!.Value.File).ShouldBe((code, $"a.zip/{name}"));
    }

    [Theory]
    [InlineData("readme.txt", "Readings of the park, by quarter hour.\nAsk the office; it is open.\n")]
    [InlineData("empty.log", "")]
    [InlineData("page.html", "\n<p style=\"margin: 0, 1\">1, 2</p>")]
    [InlineData("list.pdf", "%PDF-1.7\n1,2\n")]
    [InlineData("letter.docx", "PK\u0003\u0004\0")]
    [InlineData(".gitignore", "bin/")]
    public void A_text_for_people_is_passed_over_and_its_fault_is_told_where_nothing_else_is_there(string name, string text)
    {
        var stray = (name, Encoding.UTF8.GetBytes(text));
        var file = IntakeReader.Read(Zip(("a.csv", Encoding.UTF8.GetBytes("t,A\n2026-03-02 00:00,1\n")), stray), "a.zip", CsvFile.Wide).Value;
        file.Notes.Where(x => x.Code.Code == "intake.note_stray").Select(x => x.Code.Args[0]).ShouldBe([name]);
        IntakeReader.Read(Zip(stray), "a.zip", CsvFile.Wide).Errors.ShouldHaveSingleItem().Place!.Value.File.ShouldBe($"a.zip/{name}");
    }

    [Fact]
    public void Of_a_large_archive_the_first_file_tells_what_it_is()
    {
        var zip = Zip((".DS_Store", [1]), ("a.txt", "Readings.\n"u8.ToArray()), ("b/2.csv", "t,A\n2026-03-02 00:00,1\n"u8.ToArray()), ("c.csv", [7]));
        ReadOnlyMemory<byte>? First(byte[] of, int most) => IntakeArchive.First(new MemoryStream(of), most);
        Encoding.ASCII.GetString(First(zip, 1_000).ShouldNotBeNull().Span).ShouldBe("t,A\n2026-03-02 00:00,1\n");
        First(zip, 3).ShouldNotBeNull().Length.ShouldBe(3);
        First(zip[..^30], 1_000).ShouldBeNull();
        First(Zip(("a.txt", "Readings.\n"u8.ToArray())), 1_000).ShouldBeNull();
    }

    [Fact]
    public void The_same_day_in_two_files_counts_once_and_another_is_an_error_naming_both()
    {
        var file = Read(Zip(("1.csv", File("20240101")), ("2.csv", File("20240101")))).Value;
        file.Channels[0].StartUtcSeconds.Length.ShouldBe(24);
        var note = file.Notes.ShouldHaveSingleItem();
        (note.Code.Code, note.Count, note.Code.Args[1]).ShouldBe(("intake.join_repeated", 24L, "a.zip/1.csv:3"));

        var conflict = Read(Zip(("1.csv", File("20240101")), ("2.csv", File("20240101", "2"))));
        conflict.ErrorCount.ShouldBe(24);
        conflict.FirstError.Code.ShouldBe("intake.join_conflicts");
        conflict.FirstError.Args[1..].ShouldBe(["2023-12-31T14:00:00Z", "a.zip/1.csv:3", "a.zip/2.csv:3"]);
        Read(Zip(("1.csv", File("20240101")), ("2.csv", File("20240101", flag: "E52")))).FirstError.Code.ShouldBe("intake.join_conflicts");
    }

    [Theory]
    [InlineData(ValueKind.Energy)]
    [InlineData(ValueKind.Register)]
    public void Conflicts_of_tables_are_named_by_file_and_line(ValueKind kind)
    {
        byte[] Table(string last) => MeterFormats.Bytes("t,A", "2026-03-02 00:00,1", "2026-03-02 00:15,", "2026-03-02 00:30,2", $"2026-03-02 00:45,{last}");
        var profile = CsvFile.Wide with { Values = new() { Kind = kind } };
        var conflict = IntakeReader.Read(Zip(("1.csv", Table("3")), ("2.csv", Table("4"))), "a.zip", profile).FirstError;
        conflict.Code.ShouldBe("intake.join_conflicts");
        conflict.Args[2..].ShouldBe(["a.zip/1.csv:5", "a.zip/2.csv:5"]);
    }

    [Fact]
    public void Another_interval_length_goes_on_in_the_shorter_one()
    {
        var half = Encoding.UTF8.GetString(File("20240102")).Replace(",60,", ",30,", StringComparison.Ordinal);
        var values = string.Join(',', Enumerable.Repeat("1", 48));
        half = string.Join('\n', half.Split('\n').Select(l => l.StartsWith("300", StringComparison.Ordinal) ? $"300,20240102,{values},A,,,," : l));
        var file = Read(Zip(("1.csv", File("20240101")), ("2.csv", Encoding.UTF8.GetBytes(half)))).Value;
        var hours = Read(Zip(("1.csv", File("20240101")))).Value.Channels[0].Microjoules;
        file.Channels.ShouldHaveSingleItem().StartUtcSeconds.Length.ShouldBe(96);
        file.Channels[0].Microjoules.Chunk(2).Take(24).Select(pair => pair.Sum()).ShouldBe(hours);
        file.Notes.ShouldHaveSingleItem().Code.ShouldSatisfyAllConditions(
            e => e.Code.ShouldBe("intake.note_interval_changes"), e => e.Args.ShouldBe(["NMI1-E1", 60, 30]), e => e.Place!.Value.File.ShouldBe("a.zip/2.csv"));
    }

    [Fact]
    public void One_wrong_file_refuses_the_whole()
    {
        var read = Read(Zip(("1.csv", File("20240101")), ("2.csv", File("2024010x")), ("3.csv", [])));
        read.Errors.Select(e => $"{e.Place} {e.Code}").ShouldBe(["a.zip/2.csv:3:5 intake.nem12_bad_day", "a.zip/3.csv intake.empty"]);
    }

    [Theory]
    [InlineData("../1.csv", "intake.archive_unsafe_name")]
    [InlineData("/1.csv", "intake.archive_unsafe_name")]
    [InlineData("C:/1.csv", "intake.archive_unsafe_name")]
    [InlineData("a\\1.csv", "intake.archive_unsafe_name")]
    [InlineData("2.CSV", "intake.archive_name_twice")]
    public void Unsafe_names_are_refused(string name, string code) =>
        Read(Zip(("2.csv", File("20240102")), (name, File("20240101")))).FirstError.Code.ShouldBe(code);

    [Fact]
    public void Limits_hold_on_what_comes_out()
    {
        Read(Zip(("1.csv", File("20240101")), ("2.csv", File("20240102"))), new IntakeLimits(MaxFiles: 1)).FirstError.Code.ShouldBe("intake.archive_too_many");
        Read(Zip(("1.csv", File("20240101"))), new IntakeLimits(MaxTotalBytes: 100)).FirstError.Code.ShouldBe("intake.archive_too_large");
        Read(Zip(("1.csv", new byte[20 << 20]))).FirstError.Code.ShouldBe("intake.archive_bomb");
        Read(Zip()).FirstError.Code.ShouldBe("intake.archive_empty");
        Read(Zip(("x/", []))).FirstError.Code.ShouldBe("intake.archive_empty");
    }

    [Fact]
    public void Archives_inside_archives_are_refused()
    {
        Read(Zip(("1.zip", Zip(("1.csv", File("20240101")))))).FirstError.Code.ShouldBe("intake.archive_nested");
        Read(Zip(("1.gz", [0x1F, 0x8B, 8, 0]))).FirstError.Code.ShouldBe("intake.archive_nested");
        Read(Zip(("1.7z", [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C]))).FirstError.Code.ShouldBe("intake.archive_nested");
    }

    [Fact]
    public void Chinese_names_of_Windows_are_read()
    {
        var zip = Zip(("abcd.csv", File("20240101", "x")));
        var name = CodePagesEncodingProvider.Instance.GetEncoding("gb18030")!.GetBytes("电表");
        name.Length.ShouldBe(4);
        for (var at = 0; (at = zip.AsSpan(at).IndexOf("abcd"u8) is >= 0 and var next ? at + next : -1) >= 0;) name.CopyTo(zip, at);
        Read(zip).FirstError.Place!.Value.File.ShouldBe("a.zip/电表.csv");
    }

    [Fact]
    public void A_fault_of_a_reader_is_not_called_a_damaged_archive() =>
        Should.Throw<ArgumentException>(() => IntakeArchive.Read(Zip(("1.csv", [1])), "a.zip", (_, _) => throw new ArgumentException("ours")));

    [Fact]
    public void Workbooks_of_an_archive_share_its_limits()
    {
        var rows = Enumerable.Range(0, 1_500).Select(_ => Workbook.Number("45292"));
        var workbook = Workbook.Of([Workbook.Texts("time", "A"), .. rows]);
        var profile = new ImportProfile { Format = IntakeFormat.WideXlsx, Channels = new Dictionary<string, string?> { ["A"] = "MP-A" } };
        Result<IntakeFile> Of(int count, long bytes) =>
            IntakeReader.Read(Zip([.. Enumerable.Range(0, count).Select(i => ($"{i}.xlsx", workbook))]), "a.zip", profile, new IntakeLimits(MaxTotalBytes: bytes));
        Of(1, 100_000).Errors.ShouldNotContain(e => e.Code == "intake.archive_too_large");
        Of(8, 100_000).Errors.ShouldContain(e => e.Code == "intake.archive_too_large");
        // those that are refused were unpacked, too
        profile = profile with { Channels = new Dictionary<string, string?> { ["Z"] = "MP-A" } };
        Of(1, 100_000).FirstError.Code.ShouldBe("intake.no_channel");
        Of(8, 100_000).Errors.ShouldContain(e => e.Code == "intake.archive_too_large");
    }

    [Fact]
    public void A_damaged_archive_is_refused()
    {
        var zip = Zip(("1.csv", File("20240101")));
        Read(zip[..^30]).FirstError.Code.ShouldBe("intake.archive_damaged");
        zip[60] ^= 1;
        Read(zip).FirstError.Code.ShouldBe("intake.archive_damaged");
    }
}
