using System.Globalization;
using GreenPark.Engine.Failing;
using GreenPark.Engine.Intake;

namespace GreenPark.Fuzz;

/// <summary>What a reader made of a file: a refusal by its code, or readings where it gives any.</summary>
internal sealed record Outcome(string? Refusal, Readings? Readings = null)
{
    private static readonly ErrorTexts Texts = new(ErrorTexts.Engine);
    private static readonly CultureInfo[] Languages = [CultureInfo.GetCultureInfo("en"), CultureInfo.GetCultureInfo("zh-Hans")];

    /// <summary>Every sentence must be there in both languages and take its arguments.</summary>
    public static Outcome Of<T>(Result<T> result, Func<T, Readings?>? readings = null)
    {
        if (result.IsSuccess) return new Outcome(null, readings?.Invoke(result.Value));
        foreach (var error in result.Errors.Take(3)) Say(error);
        return new Outcome(result.FirstError.Code);
    }

    public static Outcome Of(Result<IntakeFile> file) => Of(file, f =>
    {
        foreach (var note in f.Notes) Say(note.Code);
        return ReadingsOf(f);
    });

    public static void Say(Error error)
    {
        foreach (var language in Languages)
            if (Texts.Text(error, language) == error.Code) throw new InvalidOperationException($"{error.Code} has no sentence in {language}.");
    }

    /// <summary>A channel's own promises: intervals ascend without overlap, every list is as long as the others or empty, quality is one of four.</summary>
    private static Readings ReadingsOf(IntakeFile file)
    {
        var readings = new Readings();
        foreach (var channel in file.Channels)
        {
            if (readings.Channels.ContainsKey(channel.Name)) throw new InvalidOperationException($"{channel.Name} stands twice.");
            var (starts, count) = (channel.StartUtcSeconds, channel.StartUtcSeconds.Length);
            if (channel.Microjoules.Length != count || channel.Quality.Length is var q && q != 0 && q != count || channel.Marks.Length is var m && m != 0 && m != count)
                throw new InvalidOperationException($"{channel.Name} has lists of different lengths.");
            if (channel.Quality.Any(x => x is not ((byte)'M' or (byte)'E' or (byte)'X'))) throw new InvalidOperationException($"{channel.Name} has a reading of no quality.");
            readings.Of(channel.Name);
            for (var i = 0; i < count; i++)
            {
                if (i > 0 && starts[i] - starts[i - 1] < channel.IntervalSeconds) throw new InvalidOperationException($"{channel.Name} overlaps itself at {starts[i]}.");
                if (channel.Microjoules[i] < 0) throw new InvalidOperationException($"{channel.Name} is below zero at {starts[i]}.");
                readings.Add(channel.Name, starts[i], channel.Microjoules[i]);
            }
        }
        return readings;
    }
}

/// <summary>One reader and the files it is tried with.</summary>
/// <param name="Weight">How often beside the others: quick readers are tried more often.</param>
/// <param name="Plain">The same file read slowly by other code; null where only crashes, time and memory are looked at. May throw on what the reader refuses.</param>
internal sealed record FuzzTarget(string Name, int Weight, byte[] Seed, Func<byte[], Outcome> Read, Func<byte[], Readings>? Plain = null)
{
    public char Delimiter { get; init; } = ',';
}
