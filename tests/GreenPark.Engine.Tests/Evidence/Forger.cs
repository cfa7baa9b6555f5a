using GreenPark.Engine.Evidence;
using Shouldly;

namespace GreenPark.Engine.Tests.Evidence;

/// <summary>
/// Someone with a key of his own, who changes a pack and lists and signs everything anew. The question for the issuer always finds him;
/// the tests of forgeries show what the pack itself can prove without it.
/// </summary>
internal static class Forger
{
    public const string Forge = "statements/mg-1-201801-forge-r1", Mould = "statements/mg-1-201801-mould-r1";
    public static readonly string[] RerunDiffers = ["reperformance", "figures"];

    /// <summary>What verifying says of the forged pack where no issuer is asked for.</summary>
    public static PackVerification Forged(
        Action<SortedDictionary<string, byte[]>>? files = null, Func<Manifest, Manifest>? manifest = null, Func<int, Statement, Statement>? change = null)
    {
        var forged = PackSample.Sign(PackSample.Input(PackSample.Attacker, change: change), PackSample.Attacker, files, manifest);
        var asked = forged.Verify(PackSample.Issuer.Fingerprint);
        asked.Failed().ShouldContain("issuer");
        asked.IssuerTrusted.ShouldBe(false);
        var verification = forged.Verify();
        foreach (var id in new[] { "archive", "signature" }) verification.State(id).ShouldBe(CheckState.Pass, id);
        return verification;
    }
}
