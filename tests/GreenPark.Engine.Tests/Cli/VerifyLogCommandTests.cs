using System.Text;
using GreenPark.Engine.Evidence;
using GreenPark.Engine.Tests.Evidence;
using Shouldly;
using Xunit;

namespace GreenPark.Engine.Tests.Cli;

/// <summary><c>greenpark verify-log</c> as auditors meet it: what it says, and exit codes 0, 1 and 2.</summary>
public sealed class VerifyLogCommandTests : IDisposable
{
    private readonly CommandLine cli = new();
    private readonly AuditEntry entry = new()
    {
        Chain = AuditEntry.Platform, Number = 1, Previous = AuditEntry.NoPrevious, At = Samples.SignedAt, Request = "1", User = null, By = "system", ActingAs = "None", Address = "",
        Action = "SealAuditHeads", ObjectType = "", ObjectName = "", Reason = "", Changes = new CanonicalArray(),
    };

    public VerifyLogCommandTests()
    {
        cli.Write("log.jsonl", entry.ToLine(entry.Sha256()));
        cli.Write("head.json", SignedAuditHead.Sign(new AuditHead(AuditEntry.Platform, 1, entry.Sha256(), Samples.SignedAt), PackSample.Issuer).ToJson());
    }

    public void Dispose() => cli.Dispose();

    [Fact]
    public void Without_a_head_the_last_line_says_what_is_not_known()
    {
        var run = cli.Run("verify-log", "log.jsonl");
        (run.Code, Last(run.Output)).ShouldBe((0, "The checks that were made hold. Not checked: head."));
    }

    [Fact]
    public void With_a_head_and_its_issuer_all_is_checked()
    {
        var run = cli.Run("verify-log", "log.jsonl", "--head", "head.json", "--issuer", PackSample.Issuer.Fingerprint);
        run.Code.ShouldBe(0, run.Output);
        Last(run.Output).ShouldStartWith("All checks hold.");
        cli.Run("--lang", "zh", "verify-log", "log.jsonl", "--head", "head.json").Output.ShouldContain("链头");
    }

    [Fact]
    public void An_altered_log_is_exit_code_1_and_names_the_line()
    {
        cli.Write("log.jsonl", (entry with { By = "somebody" }).ToLine(entry.Sha256()));
        var run = cli.Run("verify-log", "log.jsonl");
        run.Code.ShouldBe(1);
        run.Output.ShouldContain("log.jsonl");
        run.Output.ShouldContain("Entry 1 was altered");
        cli.Run("verify-log", "log.jsonl", "--json").Output.ShouldContain("\"code\":\"audit.entry_altered\"");
    }

    [Theory]
    [InlineData("absent.jsonl"), InlineData("log.jsonl", "--head", "absent.json"), InlineData("log.jsonl", "--issuer", "abc"), InlineData()]
    public void Unreadable_input_is_exit_code_2(params string[] arguments) => cli.Run(["verify-log", .. arguments]).Code.ShouldBe(2);

    private static string Last(string output) => output.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1];
}
