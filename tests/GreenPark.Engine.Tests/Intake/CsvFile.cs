using System.Globalization;
using System.Text;
using GreenPark.Engine.Failing;
using GreenPark.Engine.Intake;

namespace GreenPark.Engine.Tests.Intake;

/// <summary>Small CSV files, what is read from them, and what is said of them.</summary>
internal static class CsvFile
{
    public static readonly ImportProfile Wide = new()
    {
        Format = IntakeFormat.WideCsv,
        Stamps = new() { Patterns = ["yyyy-MM-dd HH:mm"] },
        Channels = new Dictionary<string, string?> { ["A"] = "PV", ["B"] = "F" },
    };

    public static readonly ImportProfile Long = Wide with { Format = IntakeFormat.LongCsv };

    public static Result<IntakeFile> Read(ImportProfile profile, params string[] lines) => Read(profile, Encoding.UTF8.GetBytes(string.Join('\n', lines) + "\n"));

    /// <summary>As a large file it must read alike.</summary>
    public static Result<IntakeFile> Read(ImportProfile profile, byte[] bytes)
    {
        WholeAndInBlocks.ShouldAgree(bytes, "m.csv", profile);
        return CsvIntake.Read(bytes, "m.csv", profile);
    }

    /// <summary>Each interval of a channel as <c>start Wh</c>, UTC and with its decimals.</summary>
    public static string[] Series(this Result<IntakeFile> file, string name = "A")
    {
        if (file.IsFailure) return Faults(file);
        var channel = file.Value.Channels.Single(c => c.Name == name);
        return [.. channel.StartUtcSeconds.Zip(channel.Microjoules, (start, energy) => string.Create(CultureInfo.InvariantCulture,
            $"{DateTime.UnixEpoch.AddSeconds(start):MM-dd HH:mm} {(decimal)energy / MeterChannel.MicrojoulesPerWh:0.#########}"))];
    }

    /// <summary>Each error as <c>line:column code</c>; the sentence must be there in both languages.</summary>
    public static string[] Faults<T>(this Result<T> result) => [.. result.Errors.Select(Said)];

    /// <summary>Each note as <c>line:column code ×count</c>, but for channels that a small file leaves out.</summary>
    public static string[] Notes(this Result<IntakeFile> file) => file.IsFailure ? Faults(file) : [.. file.Value.Notes.Where(n => n.Code.Code != "intake.note_absent").Select(n => $"{Said(n.Code)} ×{n.Count}")];

    private static string Said(Error error)
    {
        foreach (var language in new[] { "en", "zh-Hans" })
            if (new ErrorTexts(ErrorTexts.Engine).Text(error, CultureInfo.GetCultureInfo(language)) == error.Code) throw new InvalidOperationException($"{error.Code} has no text.");
        var place = error.Place is { Line: { } line } at ? at.Column is { } column ? $"{line}:{column} " : $"{line} " : "";
        return place + error.Code["intake.".Length..];
    }
}
