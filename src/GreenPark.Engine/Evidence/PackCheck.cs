using System.Globalization;
using System.Resources;

namespace GreenPark.Engine.Evidence;

/// <summary>✓, ✗, or – for what is not in this pack.</summary>
public enum CheckState { Pass, Fail, Absent }

/// <summary>One line of a verification: what was compared, and what came of it.</summary>
/// <param name="Id">Stable: <c>archive</c>, <c>files</c>, <c>signature</c>, …</param>
/// <param name="Args">Fill the sentence of this id and state.</param>
/// <param name="Errors">Why it failed; empty otherwise.</param>
/// <param name="Reason">Which of several sentences of this id and state; null where there is one only.</param>
public sealed record PackCheck(string Id, CheckState State, IReadOnlyList<object?> Args, IReadOnlyList<Error> Errors, string? Reason = null)
{
    internal static readonly ResourceManager Texts = new("GreenPark.Engine.Evidence.Checks", typeof(PackCheck).Assembly);

    public char Sign => State switch { CheckState.Pass => '✓', CheckState.Fail => '✗', _ => '–' };

    /// <summary>The sentence in English or Simplified Chinese: one line, whatever the pack holds.</summary>
    public string Text(CultureInfo? culture = null) => string.Format(
        Counted.Invariant, Texts.GetString(Key, culture ?? CultureInfo.CurrentUICulture) ?? Key, ForeignText.Tamed(Args));

    private string Key => Reason is null ? $"{Id}.{State}" : $"{Id}.{State}.{Reason}";

    internal static PackCheck Passed(string id, params object?[] args) => new(id, CheckState.Pass, args, []);

    internal static PackCheck Failed(string id, params Error[] errors) => new(id, CheckState.Fail, [], errors);

    internal static PackCheck NotInPack(string id, params object?[] args) => new(id, CheckState.Absent, args, []);

    internal static PackCheck NotChecked(string id, string reason, params object?[] args) => new(id, CheckState.Absent, args, [], reason);

    internal static string NotChecked(IEnumerable<PackCheck> checks, CultureInfo? culture)
    {
        culture ??= CultureInfo.CurrentUICulture;
        var names = checks.Where(c => c.State == CheckState.Absent && c.Id != "development").Select(c => Texts.GetString($"{c.Id}.Name", culture));
        return string.Join(Texts.GetString("names.Separator", culture), names);
    }
}

/// <summary>What a verification found.</summary>
/// <param name="IsPack">False where the file is no ZIP, has no <c>manifest.json</c> or does not fit in memory: then nothing was checked and <see cref="Checks"/> says why.</param>
/// <param name="IssuerTrusted">Whether the pack is signed with the certificate asked for; null where none was asked for, or where it is there but its signature does not hold.</param>
/// <param name="IssuerFingerprint">SHA-256 of the certificate in the pack, once it could be read.</param>
public sealed record PackVerification(bool IsPack, IReadOnlyList<PackCheck> Checks, bool? IssuerTrusted, string? IssuerFingerprint, Manifest? Manifest)
{
    public bool Holds => IsPack && Checks.All(c => c.State != CheckState.Fail);

    /// <summary>Signed with a key for trying out.</summary>
    public bool IsDevelopment => Checks.Any(c => c.Id == "development");

    /// <summary>Names of what was not looked at, the issuer first, in English or Simplified Chinese: no verdict is whole without them. Empty where all was.</summary>
    public string NotChecked(CultureInfo? culture = null) => PackCheck.NotChecked(Checks, culture);
}
