using System.Globalization;
using System.Resources;
using GreenPark.Engine.Failing;

namespace GreenPark.Documents.Statements;

/// <summary>The same words in both languages of a statement.</summary>
internal readonly record struct Bilingual(string Zh, string En)
{
    public Bilingual With(params object[] arguments) =>
        new(string.Format(CultureInfo.InvariantCulture, Zh, arguments), string.Format(Counted.Invariant, En, arguments));

    public Bilingual In(string unit) => new($"{Zh} ({unit})", $"{En} ({unit})");

    /// <summary>Both on one line; once where they are the same.</summary>
    public override string ToString() => Zh == En ? En : $"{Zh} {En}";
}

/// <summary>The fixed words on a statement, from <c>StatementLabels.resx</c> and <c>StatementLabels.zh-Hans.resx</c>.</summary>
internal static class StatementLabels
{
    private static readonly ResourceManager Texts = new("GreenPark.Documents.Statements.StatementLabels", typeof(StatementLabels).Assembly);
    private static readonly CultureInfo Chinese = CultureInfo.GetCultureInfo("zh-Hans");

    /// <exception cref="MissingManifestResourceException">No such label: a mistake in the program.</exception>
    public static Bilingual Of(string key) => Find(key) ?? throw new MissingManifestResourceException($"No label '{key}'.");

    /// <summary>The label of a code from outside, such as a rule or a family; the code itself where there is none.</summary>
    public static Bilingual OfCode(string kind, string code) => Find($"{kind}.{code}") ?? new Bilingual(code, code);

    private static Bilingual? Find(string key) =>
        Texts.GetString(key, CultureInfo.InvariantCulture) is { } en ? new Bilingual(Texts.GetString(key, Chinese) ?? en, en) : null;
}
