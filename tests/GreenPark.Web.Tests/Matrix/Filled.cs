using System.Reflection;
using System.Runtime.CompilerServices;

namespace GreenPark.Web.Tests.Matrix;

/// <summary>
/// Makes any message there is, with values that fit by the names of its parts: where a request asks for a park, the park given. What it
/// names need not be right, since what is tested is whose it is.
/// </summary>
/// <param name="month">The one that days are of; January 2026 where none is said.</param>
internal sealed class Filled(IReadOnlyDictionary<string, string> names, DateOnly? month = null)
{
    private DateOnly Month => month ?? new DateOnly(2026, 1, 1);

    public object Make(Type type) => Value(type, type.Name, 0)!;

    private object? Value(Type type, string name, int depth)
    {
        if (Nullable.GetUnderlyingType(type) is { } inner) return names.ContainsKey(name) ? Value(inner, name, depth) : null;
        if (type == typeof(string)) return names.TryGetValue(name, out var text) ? text : "x";
        if (type == typeof(int)) return name switch { "Skip" => 0, "Take" => 100, "Number" or "Run" => Month.Month, _ => 1 };
        if (type == typeof(long)) return name == "After" ? 0L : 1L;
        if (type == typeof(bool)) return true;
        if (type == typeof(decimal)) return 1m;
        if (type == typeof(Guid)) return Guid.CreateVersion7();
        if (type == typeof(DateOnly)) return name is "To" or "End" ? Month.AddMonths(1) : Month.AddDays(name is "From" or "First" or "Month" && month is not null ? 0 : 4);
        if (type == typeof(DateTime)) return Month.AddDays(4).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
        if (type == typeof(DateTimeOffset)) return new DateTimeOffset(Month.AddDays(4).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        if (type == typeof(byte[])) return "interval_start,MP-F\n"u8.ToArray();
        if (type == typeof(ReadOnlyMemory<byte>)) return new ReadOnlyMemory<byte>("interval_start,MP-F\n"u8.ToArray());
        if (type.IsEnum) return Enum.GetValues(type).GetValue(0);
        if (type.IsGenericType && type.GetInterfaces().Append(type).Any(x => x.IsGenericType && x.GetGenericTypeDefinition() == typeof(IEnumerable<>)))
            return Many(type, name, depth);
        return depth > 4 ? null : Record(type, depth);
    }

    /// <summary>One of them, or none where they have keys.</summary>
    private object? Many(Type type, string name, int depth)
    {
        if (type.GetGenericArguments() is not [var item]) return null;
        var list = Array.CreateInstance(item, 1);
        list.SetValue(Value(item, name, depth + 1), 0);
        return type.IsAssignableFrom(list.GetType()) ? list : null;
    }

    private object? Record(Type type, int depth)
    {
        var constructor = type.GetConstructors(BindingFlags.Public | BindingFlags.Instance)
            .Where(x => x.GetParameters() is not [var only] || only.ParameterType != type).MaxBy(x => x.GetParameters().Length);
        if (constructor is null) return type.IsAbstract ? null : RuntimeHelpers.GetUninitializedObject(type);
        var values = constructor.GetParameters().Select(x => Value(x.ParameterType, x.Name!, depth + 1)).ToArray();
        try
        {
            return constructor.Invoke(values);
        }
        catch (TargetInvocationException)
        {
            return null;   // a part that checks itself: it is left out
        }
    }
}
