using System.Globalization;
using GreenPark.Engine.Evidence;
using GreenPark.Engine.Failing;
using GreenPark.Web.Components.Ui;
using GreenPark.Web.Resources;

namespace GreenPark.Web.Features.AuditPacks;

/// <param name="Name">In the reader's language.</param>
/// <param name="State">A part that the pack does not contain is never said to hold.</param>
/// <param name="Compared">What was compared with what.</param>
/// <param name="Errors">Where it differs.</param>
public sealed record ReportedCheck(string Name, CheckState State, string Compared, params IReadOnlyList<Error> Errors)
{
    /// <summary>False where nothing is missing from the pack and the reader did not ask: whose certificate it is.</summary>
    public bool CanBeAbsent { get; init; } = true;

    public static ReportedCheck Of(PackCheck check, Texts texts)
    {
        var shown = check with { Args = [.. check.Args.Select(x => x is int or long ? Figures.Count(Convert.ToInt64(x, CultureInfo.InvariantCulture)) : x)] };
        // the engine's sentence names an option of the command line
        var sentence = check is { Id: "issuer", State: CheckState.Absent, Reason: null } ? texts["verify.issuerUnchecked", check.Args[0]] : WithoutName(shown.Text());
        return new ReportedCheck(texts[$"verify.check_{check.Id}"], check.State, sentence, check.Errors) { CanBeAbsent = check.Id != "issuer" };
    }

    /// <summary>The row has the name already that the engine's sentence begins with: "Log proofs: no signed …".</summary>
    private static string WithoutName(string sentence)
    {
        var rest = sentence[(sentence.IndexOfAny([':', '：']) + 1)..].TrimStart();
        return char.ToUpper(rest[0], CultureInfo.CurrentCulture) + rest[1..];
    }
}

/// <summary>What the verify page shows of a pack that could be read.</summary>
/// <param name="Facts">Null where the manifest cannot be read.</param>
/// <param name="Development">Signed with a development key.</param>
/// <param name="NotChecked">Names of what was not looked at, in the reader's language; empty where all was.</param>
public sealed record PackReport(
    string FileName, long Bytes, string Sha256, PackFacts? Facts, bool Development, string NotChecked, IReadOnlyList<ReportedCheck> Checks)
{
    /// <summary>Green only where the reader knows whose word it is: anyone can sign a pack that holds.</summary>
    public Tone Tone => Failed > 0 ? Tone.Bad : Facts?.Trusted == true && !Development ? Tone.Good : Tone.Warn;

    public int Held => Count(CheckState.Pass);
    public int Failed => Count(CheckState.Fail);
    public int Absent => Count(CheckState.Absent);

    private int Count(CheckState state) => Checks.Count(x => x.State == state);
}

/// <summary>Who issued what, as the manifest and the certificate say.</summary>
/// <param name="To">Exclusive.</param>
/// <param name="IssuerSha256">Fingerprint of the certificate; null where none could be read.</param>
/// <param name="Trusted">Whether it is the certificate asked for; null where none was asked for.</param>
public sealed record PackFacts(bool Full, string Park, string Microgrid, DateOnly From, DateOnly To, long Run, string? IssuerSha256, bool? Trusted);
