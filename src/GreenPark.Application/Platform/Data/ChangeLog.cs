using System.Text;
using GreenPark.Engine.Evidence;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace GreenPark.Application.Platform.Data;

/// <summary>
/// What the saves of one command changed, as stored values. Bulk work is told by its first rows and a count; Identity's own
/// columns (password hashes, stamps) are left out, and of figures stands here only that they were written.
/// </summary>
public sealed class ChangeLog
{
    private const int RowsKept = 50;
    private const int TextKept = 500;

    /// <summary>In the place of a figure.</summary>
    public const string FigureWritten = "figure";

    private readonly List<CanonicalObject> rows = [];
    private int count;
    private bool rootSeen;

    public ParkId? ParkId { get; private set; }
    public string ObjectType { get; private set; } = "";
    public string ObjectName { get; private set; } = "";

    /// <summary>Rows written in bulk belong to a row that is here.</summary>
    public bool IsEmpty => count == 0;

    internal void Clear()
    {
        rows.Clear();
        (count, rootSeen, ParkId, ObjectType, ObjectName) = (0, false, null, "", "");
    }

    internal void Add(EntityEntry entry)
    {
        if (entry.Entity is AuditRecord || entry.State is not (EntityState.Added or EntityState.Modified or EntityState.Deleted)) return;
        Name(entry.Entity);
        if (++count <= RowsKept) rows.Add(Row(entry));
    }

    /// <summary>Where the command itself knows what its record is about.</summary>
    internal void Name(string type, string name) => (ObjectType, ObjectName, rootSeen) = (type, name, true);

    internal CanonicalArray ToJson() => new(count > RowsKept ? [.. rows, new CanonicalObject { ["more"] = count - RowsKept }] : rows);

    /// <summary>The object of the record is the root that changed, else the first thing that did.</summary>
    private void Name(object entity)
    {
        if (entity is IOfPark ofPark) ParkId ??= ofPark.ParkId;
        else if (entity is IMayBeOfPark { ParkId: { } park }) ParkId ??= park;
        var isRoot = entity is IVersioned or AppUser;
        if (ObjectType.Length > 0 && (rootSeen || !isRoot)) return;
        rootSeen = isRoot;
        ObjectType = entity.GetType().Name;
        ObjectName = entity switch { IHasCode x => x.Code.Value, IHasLabel x => x.Label, AppUser x => x.Email ?? "", _ => "" };
    }

    private static CanonicalObject Row(EntityEntry entry)
    {
        var columns = Columns(entry).ToList();
        var row = new CanonicalObject { ["type"] = entry.Metadata.ClrType.Name, ["id"] = Key(entry), ["change"] = entry.State.ToString() };
        if (entry.State != EntityState.Added) row.Add("before", Values(columns, x => x.OriginalValue));
        if (entry.State != EntityState.Deleted) row.Add("after", Values(columns, x => x.CurrentValue));
        return row;
    }

    private static IEnumerable<PropertyEntry> Columns(EntityEntry entry) =>
        entry.Properties.Concat(entry.ComplexProperties.SelectMany(x => x.Properties))
            .Where(x => x.Metadata.DeclaringType.ClrType.Namespace?.StartsWith("GreenPark", StringComparison.Ordinal) == true)
            .Where(x => x.Metadata.Name is not (CodeMapping.KeyColumn or nameof(IVersioned.Version)) && !IsIdentitys(x.Metadata))
            .Where(x => entry.State != EntityState.Modified || x.IsModified);

    private static bool IsIdentitys(IProperty property) =>
        property.DeclaringType.ClrType == typeof(AppUser) && property.PropertyInfo?.DeclaringType != typeof(AppUser) && property.Name != nameof(AppUser.Email);

    private static string Key(EntityEntry entry) =>
        string.Join(' ', entry.Metadata.FindPrimaryKey()!.Properties.Select(x => Stored(x, entry.Property(x).CurrentValue)));

    private static CanonicalObject Values(List<PropertyEntry> columns, Func<PropertyEntry, object?> value) =>
        new(columns.Select(x => KeyValuePair.Create(Path(x.Metadata), (CanonicalValue?)Stored(x.Metadata, value(x)))));

    private static string Path(IProperty property) =>
        property.DeclaringType is IComplexType complex ? $"{complex.ComplexProperty.Name}.{property.Name}" : property.Name;

    private static string? Stored(IProperty property, object? value)
    {
        var stored = property.GetTypeMapping().Converter is { } converter && value is not null ? converter.ConvertToProvider(value) : value;
        var text = stored switch
        {
            null => null,
            not "" when property.PropertyInfo?.IsDefined(typeof(FigureAttribute), false) == true => FigureWritten,
            byte[] bytes => $"{bytes.Length} bytes",
            DateOnly day => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
            DateTime instant => instant.ToString("O", System.Globalization.CultureInfo.InvariantCulture),
            _ => Convert.ToString(stored, System.Globalization.CultureInfo.InvariantCulture),
        };
        return text?.Length > TextKept ? Whole(text[..TextKept]) + "…" : text is null ? null : Whole(text);
    }

    /// <summary>Halves of surrogate pairs, a cut one too, have no bytes in UTF-8.</summary>
    internal static string Whole(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
}
