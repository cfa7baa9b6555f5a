using System.Text;
using GreenPark.Engine.Metering;

namespace GreenPark.Engine.Intake;

/// <summary>What a column of the file is read as.</summary>
internal enum ColumnRole : byte { Skip, Stamp, Channel, Serial, Flag, Name, Value }

/// <summary>
/// Rows of cells to channels, by a profile: the layer that tables of every file format share. A header is given first, then rows in
/// file order, either as texts (<see cref="Row"/>: a workbook) or cell by cell as bytes (<see cref="Begin"/>, <see cref="Take"/>,
/// <see cref="End"/>: a CSV). Faults are gathered; <see cref="Finish"/> gives the whole file or none of it.
/// </summary>
/// <param name="encoding">Of the bytes given to <see cref="Take"/>; UTF-8 where texts are given.</param>
/// <param name="columnOf">Where in its line the cell of a column begins, from 1, for places; without it the column's number.</param>
/// <param name="spill">Where rows of a large file are put away; without it they are kept in memory.</param>
internal sealed class RowIntake(string fileName, ImportProfile profile, Encoding? encoding = null, Func<int, int>? columnOf = null, Spill? spill = null)
{
    /// <summary>Channels passed over that have a note of their own; the others share one.</summary>
    private const int NamesNoted = 100;

    /// <summary>A number that no flag of a profile has: there are no more than <see cref="ImportProfileRules.MaxFlags"/>.</summary>
    private const byte UnknownFlag = byte.MaxValue;

    private readonly RowContext context = new(fileName, profile);
    private readonly Encoding encoding = encoding ?? Encoding.UTF8;

    /// <summary>For messages only, where a cut may go through a character.</summary>
    private readonly Encoding lenient = IntakeText.Lenient(encoding ?? Encoding.UTF8);
    private readonly StampReader stamps = new(profile.Stamps, encoding ?? Encoding.UTF8);
    private readonly CellTally tally = new();
    private readonly Dictionary<string, ReadingStream?> streams = [];
    private readonly List<ReadingStream> order = [];
    private readonly ByteNames<byte> flagNames = new(encoding ?? Encoding.UTF8);
    private readonly ByteNames<int> serialNames = new(encoding ?? Encoding.UTF8);
    private readonly ByteNames<ReadingStream?> streamNames = new(encoding ?? Encoding.UTF8);
    private readonly NameRoom channelRoom = new(), serialRoom = new();
    private readonly HashSet<string> refusedFlags = new(StringComparer.Ordinal);
    private Func<string, int>? serialOf;
    private Func<string, byte>? flagOf;
    private Func<string, ReadingStream?>? streamOf;   // made once, not for each row
    private HeaderRoles header = HeaderRoles.None;
    private IReadOnlyList<string> columnNames = [];
    private ReadingStream? wide;
    private readonly byte[][] stampCells = [[], []];
    private string stampText = "";

    // the row at hand
    private int line;
    private bool anyCell;
    private int emptyCells, firstEmpty;
    private int passedOver;
    private long stamp;
    private string? stampFault;
    private bool stampKnown;
    private byte flag;
    private string unknownFlag = "";
    private int flagColumn;
    private int serial;
    private ReadingStream? channel;
    private (CellReading Kind, long Micro, string Text) value;

    public NumberReader Numbers { get; } = new(profile.Values, profile.Text, new RowContext(fileName, profile).Factor, encoding ?? Encoding.UTF8);
    public ErrorList Errors => context.Errors;
    public ReadOnlySpan<ColumnRole> Roles => header.Roles;

    /// <summary>For each column of role <see cref="ColumnRole.Channel"/> its place in <see cref="Room"/>.</summary>
    public ReadOnlySpan<int> Targets => header.Targets;

    /// <summary>How many cells a row must have at least.</summary>
    public int Needed => header.Needed;

    /// <summary>A column names more channels or meters than there can be; further rows need not be read.</summary>
    public bool IsFull { get; private set; }

    /// <summary>How many rows there will be, as far as the reader can tell from the first.</summary>
    public long ExpectedRows { get; set; }

    /// <summary>The column names; false where the profile does not fit them, and rows need not be read.</summary>
    public bool Header(IReadOnlyList<string> names, int headerLine)
    {
        columnNames = names;
        header = HeaderRoles.Of(names, context, column => Place(headerLine, column));
        context.StampColumn = header.Roles.AsSpan().IndexOf(ColumnRole.Stamp) == 0 ? 1 : null;
        if (profile.Format is IntakeFormat.WideCsv or IntakeFormat.WideXlsx) order.Add(wide = Stream([.. header.Channels]));
        return !Errors.Any;
    }

    /// <summary>A row of texts; cells beyond the given ones are empty.</summary>
    /// <param name="localSeconds">The stamp where the file holds it as a date and not as text: local seconds since 1970-01-01T00:00:00.</param>
    public void Row(IReadOnlyList<string> cells, int rowLine, long? localSeconds = null)
    {
        Begin(rowLine);
        if (wide is not null) Room().Fill(NumberReader.Missing);
        for (var c = 0; c < header.Roles.Length; c++)
        {
            if (header.Roles[c] == ColumnRole.Skip || (header.Roles[c] == ColumnRole.Stamp && localSeconds is not null)) continue;
            Take(c, encoding.GetBytes(c < cells.Count ? cells[c] : ""));
        }
        if (localSeconds is { } date) TakeDate(date);
        End();
    }

    public void Begin(int rowLine)
    {
        (line, anyCell, emptyCells, stampFault, stampKnown) = (rowLine, false, 0, null, false);
        (flag, serial, channel, value) = (0, 0, null, (CellReading.Empty, NumberReader.Missing, ""));
    }

    /// <summary>A wide row's values, to be written by whoever reads plain numbers faster than <see cref="Take"/>.</summary>
    public Span<long> Room() => wide!.Room(ExpectedRows);

    /// <summary>A plain number was written into <see cref="Room"/>.</summary>
    public void TookNumber() => anyCell = true;

    /// <summary>A cell without its quotes.</summary>
    public void Take(int column, ReadOnlySpan<byte> cell)
    {
        anyCell |= !cell.IsEmpty;
        switch (header.Roles[column])
        {
            case ColumnRole.Stamp: TakeStamp(cell.Trim((byte)' '), header.Targets[column]); break;
            case ColumnRole.Channel:
                var kind = Numbers.Read(cell, out var micro);
                Room()[header.Targets[column]] = micro;
                if (kind == CellReading.Empty && emptyCells++ == 0) firstEmpty = column;
                if (kind is not (CellReading.Value or CellReading.Empty) && !tally.CountsAgain(kind)) Tally(kind, column, header.Channels[header.Targets[column]], Shown(cell));
                break;
            case ColumnRole.Value:
                value = (Numbers.Read(cell, out var one), one, "");
                if (value.Kind is CellReading.Sentinel || CellTally.CodeOf(value.Kind) is not null) value.Text = Shown(cell);
                break;
            case ColumnRole.Serial: serial = serialNames.Of(cell, serialOf ??= SerialOf); break;
            case ColumnRole.Flag:
                flag = flagNames.Of(cell, flagOf ??= FlagOf);
                if (flag == UnknownFlag) (unknownFlag, flagColumn) = (encoding.GetString(cell).Trim(), column);
                break;
            case ColumnRole.Name: channel = streamNames.Of(cell, streamOf ??= StreamOf); break;
        }
    }

    /// <summary>The row is complete.</summary>
    public void End()
    {
        if (!anyCell)
        {
            context.Notes.Add("intake.note_row_empty", () => Place(line, 0));
            return;
        }
        if (emptyCells > 0) tally.AddEmpty(emptyCells, () => Place(line, firstEmpty));
        // two cells stand for one text: date, space, time
        if (!stampKnown) ReadStamp([.. stampCells[0], (byte)' ', .. stampCells[1]]);
        if (wide is null && channel is null) return;
        if (flag == UnknownFlag) RefuseFlag();
        if (wide is null) EndLong(channel!);
        if (stampFault is not null)
        {
            if (!Errors.OnlyCounts())
                Errors.Add(Error.Invalid(stampFault, stampText, string.Join(" | ", profile.Stamps.Patterns)) with { Place = Place(line, header.StampColumn) });
            return;
        }
        var stream = wide ?? channel!;
        if (context.HasFlags && context.QualityOf(flag) == '-') stream.Room(0).Fill(NumberReader.Missing);
        stream.Add(stamp, line, flag, serial);
    }

    public Result<IntakeFile> Finish()
    {
        if (!EndRows()) return Errors.ToFailure<IntakeFile>();
        var channels = Channels().ToList();
        return Errors.Any ? Errors.ToFailure<IntakeFile>() : new IntakeFile(fileName, channels, context.Notes.ToList());
    }

    /// <summary>All rows were given; false where there were faults among them, and channels need not be made.</summary>
    public bool EndRows()
    {
        tally.WriteTo(context.Notes);
        header.NoteAbsent(context, streams.Keys);
        if (!Errors.Any && order.All(s => s.Rows == 0)) Errors.Add(Error.Invalid(streams.Count > 0 ? "intake.no_channel" : "intake.no_rows", string.Join(", ", streams.Keys.Take(10))).At(fileName));
        return !Errors.Any;
    }

    /// <summary>What they are called, in their order.</summary>
    public IEnumerable<string> ChannelNames => order.SelectMany(s => s.Names);

    /// <summary>All that a long file's rows are of, those passed over included.</summary>
    public IEnumerable<string> NamesSeen => streams.Keys;

    public IReadOnlyList<IntakeNote> Notes => context.Notes.ToList();

    /// <summary>The channels, one stream after the other; faults that are found meanwhile are in <see cref="Errors"/>, and such streams have none.</summary>
    public IEnumerable<MeterChannel> Channels()
    {
        foreach (var stream in order)
        {
            stream.Gather();
            if (StreamOrder.Of(stream, context, stamps.IsIso) is { } rows)
                foreach (var part in stream.Parts())
                    foreach (var channel in StreamChannels.Of(part, rows, context)) yield return channel;
            stream.Release();
        }
    }

    /// <summary>Where a cell of a line stands.</summary>
    public Place Place(int atLine, int column) => new(fileName, atLine, columnOf?.Invoke(column) ?? column + 1);

    private void TakeStamp(ReadOnlySpan<byte> cell, int part)
    {
        if (header.StampParts == 1) ReadStamp(cell);
        else stampCells[part] = cell.ToArray();
    }

    private void ReadStamp(ReadOnlySpan<byte> text)
    {
        stampKnown = true;
        stampFault = stamps.Read(text, out stamp);
        if (stampFault is not null) stampText = Shown(text);
    }

    private void TakeDate(long localSeconds)
    {
        (anyCell, stampKnown) = (true, true);
        stampFault = stamps.OfDate(localSeconds, out stamp);
        if (stampFault is not null) stampText = RowContext.Shown(localSeconds);
    }

    private void EndLong(ReadingStream stream)
    {
        stream.Room(0)[0] = value.Micro;
        if (value.Kind != CellReading.Value && !tally.CountsAgain(value.Kind)) Tally(value.Kind, header.ValueColumn, stream.Names[0], value.Text);
    }

    private void Tally(CellReading kind, int column, string name, string text)
    {
        if (CellTally.CodeOf(kind) is not { } fault) tally.Add(kind, text, () => Place(line, column));
        else if (!Errors.OnlyCounts()) Errors.Add(Error.Invalid(fault, text, ReadingsFile.Shown(name)) with { Place = Place(line, column) });
    }

    private byte FlagOf(string text) => Array.IndexOf(context.FlagTexts, text) is var at and >= 0 ? (byte)at : UnknownFlag;

    /// <summary>Each unknown flag once, and only where its row is taken: what is passed over may have any.</summary>
    private void RefuseFlag()
    {
        flag = 0;
        var shown = ReadingsFile.Shown(unknownFlag);
        if (refusedFlags.Count < NameRoom.Most && refusedFlags.Add(shown) && !Errors.OnlyCounts()) Errors.Add(Error.Invalid("intake.unknown_flag", shown) with { Place = Place(line, flagColumn) });
    }

    /// <summary>The number of a meter's serial number.</summary>
    private int SerialOf(string text)
    {
        if (!context.KnowsSerial(text) && !serialRoom.Take(text)) RefuseNames(ColumnRole.Serial);
        return context.SerialOf(text);
    }

    /// <summary>Once: no row after it is read.</summary>
    private void RefuseNames(ColumnRole role)
    {
        if (IsFull) return;
        IsFull = true;
        var column = Array.IndexOf(header.Roles, role);
        Errors.Add(Error.Invalid("intake.too_many_channels", ReadingsFile.Shown(columnNames[column].Trim()), NameRoom.Most, NameRoom.MostCharacters) with { Place = Place(line, column) });
    }

    /// <summary>A long file's channel, or null where it is passed over.</summary>
    private ReadingStream? StreamOf(string name)
    {
        if (streams.TryGetValue(name, out var known)) return known;
        if (!channelRoom.Take(name)) RefuseNames(ColumnRole.Name);
        var taken = profile.Channels.TryGetValue(name, out var point);
        if (!taken) context.Notes.Add("intake.note_passed_over", 1, Place(line, header.NameColumn), passedOver++ < NamesNoted ? ReadingsFile.Shown(name) : "…");
        var stream = point is null ? null : Stream([name]);
        if (stream is not null) order.Add(stream);
        return streams[name] = stream;
    }

    private ReadingStream Stream(string[] names)
    {
        spill?.Share();
        return new ReadingStream(context, names, spill);
    }

    private string Shown(ReadOnlySpan<byte> cell) => ReadingsFile.Shown(lenient.GetString(cell[..Math.Min(cell.Length, 200)]));
}
