using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using GreenPark.Engine.Intake;

namespace GreenPark.Benchmarks;

/// <summary>
/// A wide CSV of a foreign system read by its profile, exact and checked, beside the barest loop that splits the same bytes and turns the
/// same digits into the same numbers. A quarter of a year of 100 meters, power in kW with one to three decimals; then the same as a long file.
/// </summary>
internal static class IntakeBenchmark
{
    private const int Meters = 100, Rows = 8_640;
    private static readonly DateTime First = new(2026, 1, 1);

    public static void Run(TextWriter output)
    {
        var names = Enumerable.Range(1, Meters).Select(m => $"meter {m}").ToArray();
        var profile = new ImportProfile
        {
            Format = IntakeFormat.WideCsv,
            Stamps = new() { Patterns = ["yyyy-MM-dd HH:mm:ss"] },
            Values = new() { Kind = ValueKind.Power, Unit = "kW" },
            Channels = names.ToDictionary(n => n, string? (n) => n.Replace(' ', '-')),
        };
        var (wide, many) = Files(names);
        GC.Collect();   // what the files were made of
        const int readings = Rows * Meters;
        var bare = new long[readings];
        if (Barest(wide, bare) != readings || Sum(wide, profile) != bare.Aggregate(Int128.Zero, (s, v) => s + v * 900_000_000L)) throw new InvalidOperationException("The barest loop reads something else.");
        var loop = Timing.Rounds(5, 31, () => Barest(wide, bare));
        var parse = Timing.Rounds(40, 81, () => CsvIntake.Read(wide, "wide.csv", profile));
        output.WriteLine(FormattableString.Invariant(
            $"intake, wide CSV: {readings:N0} readings, {wide.Length / 1e6:0.0} MB; {parse}; {readings / parse.Least / 1e3:0.0} M readings/s; barest loop {loop}; ratio {parse.Median / loop.Median:0.0}, of min {parse.Least / loop.Least:0.0}, of CPU {parse.Cpu / loop.Cpu:0.0}"));
        if (BarestLong(many, bare) != readings || Sum(many, profile with { Format = IntakeFormat.LongCsv }) != bare.Aggregate(Int128.Zero, (s, v) => s + v * 900_000_000L)) throw new InvalidOperationException("The barest loop reads something else.");
        var skims = Timing.Rounds(5, 31, () => BarestLong(many, bare));
        var lines = Timing.Rounds(5, 15, () => CsvIntake.Read(many, "long.csv", profile with { Format = IntakeFormat.LongCsv }));
        output.WriteLine(FormattableString.Invariant(
            $"intake, long CSV: {readings:N0} readings, {many.Length / 1e6:0.0} MB; {lines}; {readings / lines.Least / 1e3:0.0} M readings/s; barest loop {skims}; ratio {lines.Median / skims.Median:0.0}, of min {lines.Least / skims.Least:0.0}, of CPU {lines.Cpu / skims.Cpu:0.0}"));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (byte[] Wide, byte[] Long) Files(string[] names)
    {
        var random = new Random(1);
        var cells = Enumerable.Range(0, Rows * Meters).Select(_ => (random.Next(1_000_000) / 1000m).ToString("0.0##", CultureInfo.InvariantCulture)).ToArray();
        var wide = Text("time," + string.Join(',', names), row => $"{Stamp(row)},{string.Join(',', cells.AsSpan(row * Meters, Meters).ToArray())}\n");
        var many = Text("time,meter,value", row => string.Concat(Enumerable.Range(0, Meters).Select(m => $"{Stamp(row)},{names[m]},{cells[row * Meters + m]}\n")));
        return (wide, many);
    }

    private static Int128 Sum(byte[] bytes, ImportProfile profile) =>
        CsvIntake.Read(bytes, "wide.csv", profile).Value.Channels.Aggregate(Int128.Zero, (all, c) => all + c.Microjoules.Aggregate(Int128.Zero, (s, e) => s + e));

    private static string Stamp(int row) => First.AddMinutes(15 * row).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    private static byte[] Text(string header, Func<int, string> row)
    {
        var text = new StringBuilder(header).Append('\n');
        for (var r = 0; r < Rows; r++) text.Append(row(r));
        return Encoding.ASCII.GetBytes(text.ToString());
    }

    /// <summary>Whole numbers of mW: one to three decimals, scaled.</summary>
    private static int Barest(ReadOnlySpan<byte> text, long[] values)
    {
        var (at, count) = (text.IndexOf((byte)'\n') + 1, 0);
        while (at < text.Length)
        {
            while (text[at] != ',') at++;
            while (text[at] == ',') values[count++] = Milliwatts(text, ref at);
            at++;
        }
        return count;
    }

    /// <summary>The same of a long file: past the stamp and the meter's name, neither of which it reads.</summary>
    private static int BarestLong(ReadOnlySpan<byte> text, long[] values)
    {
        var (at, count) = (text.IndexOf((byte)'\n') + 1, 0);
        while (at < text.Length)
        {
            while (text[at] != ',') at++;
            for (at++; text[at] != ','; at++)
            {
            }
            values[count++] = Milliwatts(text, ref at);
            at++;
        }
        return count;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static long Milliwatts(ReadOnlySpan<byte> text, ref int at)
    {
        var (value, left) = (0L, -1);
        for (at++; text[at] is not ((byte)',' or (byte)'\n'); at++)
        {
            if (text[at] == '.')
            {
                left = 3;
                continue;
            }
            value = value * 10 + (text[at] - '0');
            left--;
        }
        return left == 2 ? value * 100 : left == 1 ? value * 10 : value;
    }
}
