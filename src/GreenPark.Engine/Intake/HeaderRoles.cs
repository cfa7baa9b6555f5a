using GreenPark.Engine.Metering;

namespace GreenPark.Engine.Intake;

/// <summary>What each column of a header is read as.</summary>
/// <param name="Targets">For a channel's column its number in <paramref name="Channels"/>, for a stamp's which part of it stands there.</param>
internal sealed record HeaderRoles(ColumnRole[] Roles, int[] Targets, List<string> Channels)
{
    public static readonly HeaderRoles None = new([], [], []);
    private const int NamesShown = 10;

    public int StampParts => Roles.AsSpan().Count(ColumnRole.Stamp);
    public int StampColumn => Array.IndexOf(Roles, ColumnRole.Stamp);
    public int NameColumn => Array.IndexOf(Roles, ColumnRole.Name);
    public int ValueColumn => Array.IndexOf(Roles, ColumnRole.Value);

    /// <summary>Number of columns up to the last one that is read: rows may not be shorter.</summary>
    public int Needed => Array.FindLastIndex(Roles, r => r != ColumnRole.Skip) + 1;

    /// <summary>Faults go into the context's errors; what was found until then is given all the same.</summary>
    public static HeaderRoles Of(IReadOnlyList<string> names, RowContext context, Func<int, Place> placeOf)
    {
        var profile = context.Profile;
        var trimmed = names.Select(n => n.Trim()).ToList();
        var header = new HeaderRoles(new ColumnRole[names.Count], new int[names.Count], []);
        if (profile.Stamps.Columns.Count == 0) header.Set("", 0, ColumnRole.Stamp, trimmed, context, placeOf);
        for (var i = 0; i < profile.Stamps.Columns.Count; i++)
            if (header.Set(profile.Stamps.Columns[i], 0, ColumnRole.Stamp, trimmed, context, placeOf) is var column and >= 0) header.Targets[column] = i;
        if (profile.Values.SerialColumn.Length > 0) header.Set(profile.Values.SerialColumn, 0, ColumnRole.Serial, trimmed, context, placeOf);
        if (profile.Values.FlagColumn.Length > 0) header.Set(profile.Values.FlagColumn, 0, ColumnRole.Flag, trimmed, context, placeOf);
        if (profile.Format is IntakeFormat.LongCsv or IntakeFormat.LongXlsx)
        {
            header.Set(profile.Values.ChannelColumn, 1, ColumnRole.Name, trimmed, context, placeOf);
            header.Set(profile.Values.ValueColumn, 2, ColumnRole.Value, trimmed, context, placeOf);
        }
        else
        {
            header.SetChannels(trimmed, context, placeOf);
        }
        return header;
    }

    /// <summary>Channels of the profile that the file does not have: systems write files of a part of their meters, so that is told and no fault.</summary>
    public void NoteAbsent(RowContext context, IEnumerable<string> streams)
    {
        var there = Channels.Concat(streams).ToHashSet();
        string[] absent = [.. context.Profile.Channels.Where(c => c.Value is not null && !there.Contains(c.Key)).Select(c => c.Key).Order(StringComparer.Ordinal)];
        context.Notes.Add("intake.note_absent", absent.Length, new Place(context.FileName), Some(absent));
    }

    private void SetChannels(List<string> names, RowContext context, Func<int, Place> placeOf)
    {
        var (all, passed) = (new List<string>(), new List<(string Name, int Column)>());
        for (var c = 0; c < names.Count; c++)
        {
            if (Roles[c] != ColumnRole.Skip || names[c].Length == 0) continue;
            all.Add(names[c]);
            if (!context.Profile.Channels.TryGetValue(names[c], out var point)) passed.Add((names[c], c));
            if (point is null) continue;
            if (Channels.Contains(names[c]))
            {
                context.Errors.Add(Error.Invalid("intake.column_twice", ReadingsFile.Shown(names[c])) with { Place = placeOf(c) });
                continue;
            }
            (Roles[c], Targets[c]) = (ColumnRole.Channel, Channels.Count);
            Channels.Add(names[c]);
        }
        if (Channels.Count == 0 && !context.Errors.Any) context.Errors.Add(Error.Invalid("intake.no_channel", Some(all)) with { Place = placeOf(0) });
        if (passed.Count > 0) context.Notes.Add("intake.note_passed_over", passed.Count, placeOf(passed[0].Column), Some(passed.Select(p => p.Name)));
    }

    /// <param name="otherwise">The column that is meant by an empty name.</param>
    /// <returns>The column, or −1 where it has a fault.</returns>
    private int Set(string name, int otherwise, ColumnRole role, List<string> names, RowContext context, Func<int, Place> placeOf)
    {
        var column = name.Length > 0 ? names.IndexOf(name.Trim()) : otherwise < names.Count ? otherwise : -1;
        if (column < 0)
        {
            context.Errors.Add(Error.Invalid("intake.no_column", name.Length > 0 ? name : $"{otherwise + 1}", Some(names)) with { Place = placeOf(0) });
            return -1;
        }
        if (Roles[column] != ColumnRole.Skip || (name.Length > 0 && names.LastIndexOf(names[column]) > column))
        {
            context.Errors.Add(Error.Invalid("intake.column_twice", ReadingsFile.Shown(names[column])) with { Place = placeOf(column) });
            return -1;
        }
        Roles[column] = role;
        return column;
    }

    /// <summary>Names as a sentence shows them, the first ten.</summary>
    public static string Some(IEnumerable<string> names)
    {
        var shown = names.Take(NamesShown + 1).Select(ReadingsFile.Shown).ToList();
        return string.Join(", ", shown.Take(NamesShown)) + (shown.Count > NamesShown ? ", …" : "");
    }
}
