using GreenPark.Engine.Metering;

namespace GreenPark.Engine.Intake;

/// <summary>Placed channels side by side: one row for each interval that any of them has.</summary>
internal sealed class GridTable(string fileName, long[] rows, (MeterChannel Channel, string Point, PlacedChannel Readings)[] columns)
{
    private readonly List<string> markTexts = [""];

    public GridReadings ToReadings(IReadOnlyList<IntakeNote> notes)
    {
        var values = new long[rows.Length * (long)columns.Length];
        values.AsSpan().Fill(ReadingsTable.Missing);
        var quality = columns.Any(c => c.Readings.Quality.Length > 0) ? new byte[values.Length] : [];
        var marks = columns.Any(c => c.Readings.Marks.Any(m => m != 0)) ? new byte[values.Length] : [];
        for (var column = 0; column < columns.Length; column++) Fill(column, values, quality, marks);
        return new GridReadings(fileName, [.. columns.Select(c => c.Point)], rows, values) { Quality = quality, Marks = marks, MarkTexts = markTexts, Notes = notes };
    }

    private void Fill(int column, long[] values, byte[] quality, byte[] marks)
    {
        var (channel, _, readings) = columns[column];
        var markOf = marks.Length > 0 ? channel.MarkTexts.Select(MarkOf).ToArray() : [];
        var row = 0;
        for (var i = 0; i < readings.Starts.Length; i++)
        {
            while (rows[row] != readings.Starts[i]) row++;
            var cell = row * columns.Length + column;
            values[cell] = readings.EnergyWh[i];
            if (quality.Length > 0) quality[cell] = readings.Quality.Length > 0 ? readings.Quality[i] : (byte)ReadingQuality.Measured;
            if (marks.Length > 0 && readings.Marks.Length > 0) marks[cell] = markOf[readings.Marks[i]];
        }
    }

    /// <summary>A text's number among those of all channels; more than a byte can number share the last.</summary>
    private byte MarkOf(string text)
    {
        var at = markTexts.IndexOf(text);
        if (at < 0 && markTexts.Count == byte.MaxValue) markTexts.Add("…");
        if (at < 0 && markTexts.Count <= byte.MaxValue) markTexts.Add(text);
        return (byte)(at >= 0 ? at : markTexts.Count - 1);
    }
}
