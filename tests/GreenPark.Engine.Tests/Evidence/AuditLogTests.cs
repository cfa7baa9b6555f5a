using System.Text;
using GreenPark.Engine.Evidence;
using Shouldly;
using Xunit;

namespace GreenPark.Engine.Tests.Evidence;

/// <summary>An audit log that somebody altered is found out, whatever was done to it; with a head also where its end is gone or all of it is new.</summary>
public sealed class AuditLogTests
{
    private const string Chain = "0198c0de-0000-7000-8000-000000000001";

    [Fact]
    public void A_whole_log_holds_and_says_what_nobody_looked_at()
    {
        var lines = Log(12);
        var found = Verify(lines);
        (found.Holds, found.Entries, found.Last).ShouldBe((true, 12L, Hash(lines[^1])));
        found.Checks.Select(x => (x.Id, x.State)).ShouldBe([("entries", CheckState.Pass), ("head", CheckState.Absent)]);
        Verify([]).Holds.ShouldBeTrue("a chain in which nothing was done");
    }

    [Fact]
    public void An_entry_may_be_as_long_as_its_changes_are()
    {
        var lines = Log(3, n => n == 2 ? new string('x', 300_000) : "short");
        Verify(lines).Holds.ShouldBeTrue();
        Encoding.UTF8.GetBytes(string.Join('\n', lines)).ShouldSatisfyAllConditions(bytes => AuditLogVerifier.Verify(new MemoryStream(bytes), "log").Entries.ShouldBe(3));
    }

    [Fact]
    public void A_thousand_alterations_at_random_are_all_found()
    {
        var random = new Random(20261121);
        var lines = Log(20);
        var head = Head(lines);
        for (var i = 0; i < 1000; i++)
        {
            var (altered, what, needsHead) = Alter(lines, random);
            Verify(altered, head).Holds.ShouldBeFalse($"{i}: {what}");
            if (!needsHead) Verify(altered).Holds.ShouldBeFalse($"{i}, without a head: {what}");
        }
    }

    /// <param name="NeedsHead">Whether only a head can tell: the end is gone.</param>
    private static (string[] Lines, string What, bool NeedsHead) Alter(string[] lines, Random random)
    {
        var at = random.Next(lines.Length);
        switch (random.Next(5))
        {
            case 0:   // one bit of one byte; none of it is a letter's case in hex only
                var bytes = Encoding.UTF8.GetBytes(lines[at]);
                var place = random.Next(bytes.Length);
                bytes[place] ^= (byte)(1 << random.Next(7));
                return ([.. lines[..at], Encoding.UTF8.GetString(bytes), .. lines[(at + 1)..]], $"flip at {at}, {place}", false);
            case 1: return ([.. lines[..at], .. lines[(at + 1)..]], $"drop {at}", at == lines.Length - 1);
            case 2:
                var other = (at + 1 + random.Next(lines.Length - 1)) % lines.Length;
                var swapped = lines.ToArray();
                (swapped[at], swapped[other]) = (lines[other], lines[at]);
                return (swapped, $"swap {at} and {other}", false);
            case 3: return ([.. lines[..at], lines[random.Next(lines.Length)], .. lines[at..]], $"insert a copy at {at}", false);
            default:   // rewritten with a right hash of its own
                var forged = Line(at + 1, at == 0 ? AuditEntry.NoPrevious : Hash(lines[at - 1]), "forged");
                return ([.. lines[..at], forged, .. lines[(at + 1)..]], $"forge {at}", at == lines.Length - 1);
        }
    }

    [Fact]
    public void Only_a_head_tells_that_the_whole_log_was_written_anew()
    {
        var head = Head(Log(20));
        var anew = Log(25, n => n == 3 ? "something else" : $"change {n}");
        Verify(anew).Holds.ShouldBeTrue();
        Errors(Verify(anew, head)).ShouldBe(["audit.rewritten"]);
        Errors(Verify(Log(20)[..19], head)).ShouldBe(["audit.cut_off"]);
        var later = Verify(Log(25), head);
        later.Holds.ShouldBeTrue("what came later is no fault");
        later.Checks.Single(x => x.Id == "head").Args[^1].ShouldBe(5L);
    }

    [Fact]
    public void A_head_is_worth_what_its_signature_is()
    {
        var lines = Log(5);
        var signed = Signed(lines);
        Verify(lines, File(signed), PackSample.Issuer.Fingerprint).Checks.Single(x => x.Id == "issuer").State.ShouldBe(CheckState.Pass);
        Verify(lines, File(signed), PackSample.Attacker.Fingerprint).Holds.ShouldBeFalse();
        Errors(Verify(lines, File(signed with { Head = signed.Head with { Number = 4, Sha256 = Hash(lines[3]) } }))).ShouldBe(["evidence.signature_other_content"]);
        Errors(Verify(lines, File(signed with { Head = signed.Head with { Chain = AuditEntry.Platform } }))).ShouldBe(["evidence.signature_other_content", "audit.head_of_other_chain"], ignoreOrder: true);
        Errors(Verify(lines, new AuditHeadFile("noise", "noise"u8.ToArray()))).ShouldBe(["evidence.json_syntax"]);
        Errors(Verify(lines, new AuditHeadFile("noise.zip", "PK noise"u8.ToArray()))).ShouldBe(["evidence.not_a_zip"]);
    }

    [Fact]
    public void A_pack_carries_a_head_that_its_own_signature_covers()
    {
        var lines = Log(9);
        var head = Signed(lines).Head;
        var input = PackSample.Input(PackSample.Issuer) with { Log = [new CanonicalObject { ["action"] = "FinaliseRun" }, head.ToObject()] };
        var pack = PackSample.Sign(input, PackSample.Issuer).Zip();
        Verify(lines, new AuditHeadFile("pack.zip", pack)).Holds.ShouldBeTrue();
        Errors(Verify(Log(9, _ => "anew"), new AuditHeadFile("pack.zip", pack))).ShouldBe(["audit.rewritten"]);
        var without = PackSample.Sign(PackSample.Input(PackSample.Issuer) with { Log = [] }, PackSample.Issuer).Zip();
        Errors(Verify(lines, new AuditHeadFile("pack.zip", without))).ShouldBe(["audit.no_head"]);
    }

    [Fact]
    public void One_altered_entry_is_one_fault_also_where_it_is_the_first()
    {
        var lines = Log(150);
        var altered = lines.ToArray();
        altered[0] = lines[0].Replace("harbour", "harbor", StringComparison.Ordinal);
        Errors(Verify(altered, Head(lines))).ShouldBe(["audit.entry_altered"]);
    }

    [Fact]
    public void A_head_behind_too_many_faults_is_not_said_to_be_compared()
    {
        var lines = Log(300);
        var noise = lines.Select((x, i) => i < 200 ? x.Replace("harbour", "harbor", StringComparison.Ordinal) : x).ToArray();
        Verify(noise, Head(lines)).Checks.Single(x => x.Id == "head").State.ShouldBe(CheckState.Absent);
    }

    [Fact]
    public void Words_in_an_entry_do_not_hide_the_head_of_a_pack()
    {
        var lines = Log(2);
        var input = PackSample.Input(PackSample.Issuer) with { Log = [new CanonicalObject { ["reason"] = "\"greenpark-audit-head/1\" greenpark-audit-head/1" }, Signed(lines).Head.ToObject()] };
        Verify(lines, new AuditHeadFile("pack.zip", PackSample.Sign(input, PackSample.Issuer).Zip())).Holds.ShouldBeTrue();
    }

    [Theory]
    [InlineData("a line that is no entry"), InlineData("{}"), InlineData("[]"), InlineData("{\"format\":\"greenpark-audit/2\"}")]
    public void What_is_no_entry_is_named_with_its_line(string line)
    {
        var lines = Log(3);
        var failed = Verify([lines[0], line, lines[1]]).Checks[0];
        failed.State.ShouldBe(CheckState.Fail);
        failed.Errors[0].Place!.Value.Line.ShouldBe(2);
    }

    private static string[] Log(int entries, Func<int, string>? change = null)
    {
        var lines = new List<string>();
        for (var n = 1; n <= entries; n++) lines.Add(Line(n, n == 1 ? AuditEntry.NoPrevious : Hash(lines[^1]), change?.Invoke(n) ?? $"change {n}"));
        return [.. lines];
    }

    private static string Line(long number, string previous, string change)
    {
        var entry = new AuditEntry
        {
            Chain = Chain, Number = number, Previous = previous, At = Samples.SignedAt.AddSeconds(number).AddTicks(10), Request = $"{Chain[..^2]}{number:00}", User = number % 3 == 0 ? null : Chain,
            By = "李伟", ActingAs = "ParkOperator", Address = "192.0.2.7", Action = "UpdatePark", ObjectType = "Park", ObjectName = "harbour", Reason = "",
            Changes = new CanonicalArray([new CanonicalObject { ["type"] = "Park", ["after"] = new CanonicalObject { ["Name.En"] = change } }]),
        };
        return Encoding.UTF8.GetString(entry.ToLine(entry.Sha256()));
    }

    private static string Hash(string line) => line[(line.IndexOf("\"sha256\":\"", StringComparison.Ordinal) + 10)..][..64];

    private static SignedAuditHead Signed(string[] lines) => SignedAuditHead.Sign(new AuditHead(Chain, lines.Length, Hash(lines[^1]), Samples.SignedAt), PackSample.Issuer);

    private static AuditHeadFile Head(string[] lines) => File(Signed(lines));

    private static AuditHeadFile File(SignedAuditHead head) => new("head.json", head.ToJson());

    private static AuditLogVerification Verify(string[] lines, AuditHeadFile? head = null, string? issuer = null) =>
        AuditLogVerifier.Verify(new MemoryStream(Encoding.UTF8.GetBytes(string.Concat(lines.Select(x => x + "\n")))), "log.jsonl", head, issuer);

    private static IReadOnlyList<string> Errors(AuditLogVerification found) => [.. found.Checks.SelectMany(x => x.Errors).Select(x => x.Code)];
}
