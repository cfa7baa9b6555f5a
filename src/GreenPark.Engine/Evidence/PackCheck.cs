using System.Globalization;
using System.Resources;

namespace GreenPark.Engine.Evidence;

/// <summary>✓, ✗, or – for what is not in this pack.</summary>
public enum CheckState { Pass, Fail, Absent }

/// <summary>One line of a verification: what was compared, and what came of it.</summary>
/// <param name="Id">Stable: <c>archive</c>, <c>files</c>, <c>signature</c>, …</param>
/// <param name="Args">Fill the sentence of this id and state.</param>
/// <param name="Errors">Why it failed; empty otherwise.</param>
public sealed record PackCheck(string Id, CheckState State, IReadOnlyList<object?> Args, IReadOnlyList<Error> Errors)
{
    private static readonly ResourceManager Texts = new("GreenPark.Engine.Evidence.Checks", typeof(PackCheck).Assembly);

    public char Sign => State switch { CheckState.Pass => '✓', CheckState.Fail => '✗', _ => '–' };

    /// <summary>The sentence in English or Simplified Chinese: one line, whatever the pack holds.</summary>
    public string Text(CultureInfo? culture = null) => string.Format(
        CultureInfo.InvariantCulture, Texts.GetString($"{Id}.{State}", culture ?? CultureInfo.CurrentUICulture) ?? $"{Id}.{State}", ForeignText.Tamed(Args));

    internal static PackCheck Passed(string id, params object?[] args) => new(id, CheckState.Pass, args, []);

    internal static PackCheck Failed(string id, params Error[] errors) => new(id, CheckState.Fail, [], errors);

    internal static PackCheck NotInPack(string id, params object?[] args) => new(id, CheckState.Absent, args, []);
}

/// <summary>What a verification found.</summary>
/// <param name="IsPack">False where the file is no ZIP, has no <c>manifest.json</c> or does not fit in memory: then nothing was checked and <see cref="Checks"/> says why.</param>
/// <param name="IssuerTrusted">Whether the certificate is the one asked for; null where none was asked for.</param>
/// <param name="IssuerFingerprint">SHA-256 of the certificate in the pack, once it could be read.</param>
public sealed record PackVerification(bool IsPack, IReadOnlyList<PackCheck> Checks, bool? IssuerTrusted, string? IssuerFingerprint, Manifest? Manifest)
{
    public bool Holds => IsPack && Checks.All(c => c.State != CheckState.Fail);
}
