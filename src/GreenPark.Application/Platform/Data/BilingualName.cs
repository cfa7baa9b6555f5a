using System.Linq.Expressions;

namespace GreenPark.Application.Platform.Data;

/// <summary>A name in English, in Chinese, or in both; one of them may be empty. <c>default</c> is not stored.</summary>
public readonly record struct BilingualName(string En, string Zh)
{
    public const int MaxLength = 200;

    /// <summary>English, or Chinese where there is no English: for files that must carry a name.</summary>
    public string Any => En.Length > 0 ? En : Zh;

    /// <summary>The name in the language of the reader, else the other one.</summary>
    public string In(System.Globalization.CultureInfo culture) =>
        culture.TwoLetterISOLanguageName == "zh" && Zh.Length > 0 ? Zh : Any;
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
