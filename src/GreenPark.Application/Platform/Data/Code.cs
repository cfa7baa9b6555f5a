using System.Buffers;

namespace GreenPark.Application.Platform.Data;

/// <summary>
/// A name that people choose for a thing and never change: 1 to 64 of <c>A-Z a-z 0-9 . _ -</c>, kept as written, compared by
/// ordinal, unique in its list even ignoring case. <c>default</c> is no code and is not stored.
/// </summary>
public readonly record struct Code : IStoredText<Code>, IComparable<Code>
{
    public const int MaxLength = 64;
    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-");

    private readonly string? value;

    private Code(string value) => this.value = value;

    public string Value => value ?? "";

    /// <summary>What makes two codes the same in a list.</summary>
    public string Key => Value.ToUpperInvariant();

    public static bool IsValid(string? text) =>
        text is { Length: > 0 and <= MaxLength } && !text.AsSpan().ContainsAnyExcept(Allowed);

    /// <summary>From a text that a validator has passed; another one is a bug.</summary>
    public static Code Of(string text) => IsValid(text) ? new Code(text) : throw new ArgumentException($"\"{text}\" is no code.", nameof(text));

    /// <summary>From any text; what is no code becomes the empty code, which no stored thing has.</summary>
    public static Code Sought(string? text) => IsValid(text) ? new Code(text!) : default;

    static int IStoredText<Code>.StoredLength => MaxLength;

    static Code IStoredText<Code>.FromStore(string value) => new(value);

    public int CompareTo(Code other) => string.CompareOrdinal(Value, other.Value);

    public override string ToString() => Value;
}

internal static class CodeMapping
{
    /// <summary>Shadow column with <see cref="Code.Key"/>; written by the context on every save.</summary>
    public const string KeyColumn = "CodeKey";

    /// <summary>Maps <c>Code</c> and makes it unique, ignoring case, within the given columns (none: everywhere).</summary>
    public static void HasUniqueCode<T>(this EntityTypeBuilder<T> builder, params string[] within) where T : class, IHasCode
    {
        builder.Property<string>(KeyColumn).HasMaxLength(Code.MaxLength).IsRequired();
        builder.HasIndex([.. within, KeyColumn]).IsUnique();
    }
}

/// <summary>Has a code of its own.</summary>
public interface IHasCode
{
    Code Code { get; }
}
