using System.Text;

namespace GreenPark.Fuzz;

/// <summary>Changes as they happen to tables: lines and cells go, come twice or change places, numbers grow, change sign or spelling.</summary>
internal static class CellMutations
{
    private static readonly string[] Cells =
    [
        "", " ", "-1", "-0", "+3", "7", "0", "1e3", "1E-7", "1e40", "1e41", "1e999999999999", "9223372036854775807", "9223372036854775808", "18446744073709551617",
        "99999999999999999999999", "0.0000001", "0.0000005", "0.00000050000000000000000000000000000001", "1,5", "1.5", "1.5.2", "1.234,5", "1,234.5", "1 234", ".5", "5.", ".", "-", "--",
        "NaN", "-99", "-99.0", "null", "#N/A", "0x10", "1_000", "\"5\"", "\"5\"\"\"", "\"1,5\"", "\"5", "'5", "5 ", " 5", "\t5", "１２", "٣", "TRUE", "A", "E52", "V", "S14", "N",
        "2018-01-01 00:00:00", "2018-02-29 00:00:00", "2018-01-01 24:00", "2018-01-01T00:00:00+08:00", "9999-12-31 23:59:59", "1/1/2018 0:15", "45292.010416666664", "1000000000000000000000000000000", "00000000000000000000000000000000001",
        "400", "300", "200", "kWh", "MWh", "Wh", "W", "5", "15", "30", "60", "96", "0.5", "48",
    ];

    public static byte[] Mutated(byte[] bytes, char delimiter, Random random)
    {
        // Latin-1 keeps every byte as it is
        var lines = Encoding.Latin1.GetString(bytes).Split('\n').ToList();
        var (at, other) = (random.Next(lines.Count), random.Next(lines.Count));
        switch (random.Next(13))
        {
            case 0: lines.Insert(other, lines[at]); break;
            case 1: lines.RemoveAt(at); break;
            case 2: (lines[at], lines[other]) = (lines[other], lines[at]); break;
            case 3: lines.InsertRange(other, lines.GetRange(at, Math.Min(random.Next(1, 12), lines.Count - at))); break;
            case 4: lines[at] = Digit(lines[at], random); break;
            case 5: lines[at] = Digit(Digit(lines[at], random), random); break;
            case 6 when random.Next(8) == 0: return Encoding.Latin1.GetBytes(string.Join('\n', lines).Replace(delimiter, ";,\t|"[random.Next(4)]));
            default: lines[at] = Cell(lines[at], lines[other], delimiter, random); break;
        }
        return Encoding.Latin1.GetBytes(string.Join('\n', lines));
    }

    private static string Cell(string line, string other, char delimiter, Random random)
    {
        var cells = line.Split(delimiter).ToList();
        var (at, to) = (random.Next(cells.Count), random.Next(cells.Count));
        switch (random.Next(8))
        {
            case 0: cells.RemoveAt(at); break;
            case 1: cells.Insert(to, cells[at]); break;
            case 2: (cells[at], cells[to]) = (cells[to], cells[at]); break;
            case 3: cells[at] = $"\"{cells[at]}\""; break;
            case 4: cells[at] = other.Split(delimiter) is var others ? others[random.Next(others.Length)] : ""; break;
            case 5: cells[at] = cells[at].StartsWith('-') ? cells[at][1..] : "-" + cells[at]; break;
            default: cells[at] = Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(Cells[random.Next(Cells.Length)])); break;
        }
        return string.Join(delimiter, cells);
    }

    private static string Digit(string line, Random random)
    {
        var digits = Enumerable.Range(0, line.Length).Where(i => char.IsAsciiDigit(line[i])).ToArray();
        if (digits.Length == 0) return line;
        var at = digits[random.Next(digits.Length)];
        var digit = (char)('0' + random.Next(10));
        return random.Next(4) switch { 0 => line.Insert(at, $"{digit}"), 1 => line.Remove(at, 1), _ => line[..at] + digit + line[(at + 1)..] };
    }
}
