using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace GreenPark.Application.Platform.Data;

/// <summary>A typed id over a version 7 GUID made in code. People see codes; ids stay inside.</summary>
public interface IId<TSelf> where TSelf : struct, IId<TSelf>
{
    Guid Value { get; }
    static abstract TSelf Of(Guid value);
}

public static class Id
{
    public static T New<T>() where T : struct, IId<T> => T.Of(Guid.CreateVersion7());
}

internal sealed class IdConverter<T>() : ValueConverter<T, Guid>(id => id.Value, value => FromStore(value)) where T : struct, IId<T>
{
    // a static abstract call may not stand in an expression tree
    private static T FromStore(Guid value) => T.Of(value);
}
