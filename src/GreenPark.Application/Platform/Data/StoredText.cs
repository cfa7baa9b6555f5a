using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace GreenPark.Application.Platform.Data;

/// <summary>A value object that is stored as a short text and compared by ordinal on both databases.</summary>
public interface IStoredText<TSelf> where TSelf : struct, IStoredText<TSelf>
{
    string Value { get; }
    static abstract int StoredLength { get; }

    /// <summary>From the column: what was valid when it was written is taken as it is.</summary>
    static abstract TSelf FromStore(string value);
}

internal sealed class StoredTextConverter<T>() : ValueConverter<T, string>(x => x.Value, value => From(value)) where T : struct, IStoredText<T>
{
    private static T From(string value) => T.FromStore(value);

    /// <summary>Called by reflection for each such type, so that a new one needs no line in the context.</summary>
    public static void Configure(ModelConfigurationBuilder configuration, string collation) =>
        configuration.Properties<T>().HaveConversion<StoredTextConverter<T>>().HaveMaxLength(T.StoredLength).UseCollation(collation);
}
