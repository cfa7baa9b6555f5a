using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace GreenPark.Persistence.Bulk;

/// <summary>A column of a table that is written in bulk: its name, and the value as the database keeps it.</summary>
internal sealed class BulkColumn
{
    private readonly IClrPropertyGetter getter;

    private BulkColumn(IProperty property, StoreObjectIdentifier table)
    {
        Name = property.GetColumnName(table)!;
        Mapping = (RelationalTypeMapping)property.GetTypeMapping();
        getter = property.GetGetter();
    }

    public string Name { get; }
    public RelationalTypeMapping Mapping { get; }

    /// <summary>The CLR type of the stored value.</summary>
    public Type StoredType => Nullable.GetUnderlyingType(Mapping.Converter?.ProviderClrType ?? Mapping.ClrType) ?? Mapping.Converter?.ProviderClrType ?? Mapping.ClrType;

    public object Stored(object row) => getter.GetClrValue(row) is { } value ? Mapping.Converter?.ConvertToProvider(value) ?? value : DBNull.Value;

    /// <summary>Plain tables only: append-only rows have no complex parts and no generated values.</summary>
    public static (string Table, BulkColumn[] Columns) Of<T>(DbContext db)
    {
        var entity = db.Model.FindEntityType(typeof(T))!;
        if (entity.GetComplexProperties().Any()) throw new NotSupportedException($"{typeof(T).Name} has complex parts: write it through the change tracker.");
        var table = StoreObjectIdentifier.Table(entity.GetTableName()!, entity.GetSchema());
        return (table.Name, [.. entity.GetProperties().Select(p => new BulkColumn(p, table))]);
    }
}
