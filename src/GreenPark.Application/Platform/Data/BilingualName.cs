using System.Linq.Expressions;

namespace GreenPark.Application.Platform.Data;

/// <summary>A name in English (always there) and Chinese (may be empty). <c>default</c> is not stored.</summary>
public readonly record struct BilingualName(string En, string Zh)
{
    public const int MaxLength = 200;

    /// <summary>The name in the language of the reader, English where there is no other.</summary>
    public string In(System.Globalization.CultureInfo culture) =>
        culture.TwoLetterISOLanguageName == "zh" && Zh.Length > 0 ? Zh : En;
}

internal static class ComplexMapping
{
    public static void HasName<T>(this EntityTypeBuilder<T> builder, Expression<Func<T, BilingualName>> property) where T : class =>
        builder.ComplexProperty(property, name =>
        {
            name.Property(x => x.En).HasMaxLength(BilingualName.MaxLength);
            name.Property(x => x.Zh).HasMaxLength(BilingualName.MaxLength);
        });

    /// <summary>A validity as the nullable dates ValidFrom (inclusive) and ValidTo (exclusive).</summary>
    public static void HasValidity<T>(this EntityTypeBuilder<T> builder, Expression<Func<T, DateRange>> property) where T : class =>
        builder.ComplexProperty(property, range =>
        {
            range.Property(x => x.From).HasColumnName("ValidFrom");
            range.Property(x => x.To).HasColumnName("ValidTo");
        });
}
