using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Security.Cryptography;
using GreenPark.Engine.Attribution;
using GreenPark.Engine.Failing;
using GreenPark.Engine.Metering;
using GreenPark.Engine.Parks;
using GreenPark.Engine.Results;

namespace GreenPark.Cli.Commands;

/// <summary>The options that name a run's input, and the run itself: the same for <c>attribute</c> and <c>pack</c>.</summary>
internal sealed class InputOptions
{
    private readonly Option<FileInfo> park = new("--park") { Description = Texts.Get("option.park"), Required = true, HelpName = "FILE" };
    private readonly Option<FileInfo[]> readings = new("--readings") { Description = Texts.Get("option.readings"), Required = true, HelpName = "FILE", AllowMultipleArgumentsPerToken = true };
    private readonly Option<DateOnly?> from = new("--from") { Description = Texts.Get("option.from"), HelpName = "DATE", CustomParser = Date };
    private readonly Option<DateOnly?> to = new("--to") { Description = Texts.Get("option.to"), HelpName = "DATE", CustomParser = Date };

    public InputOptions(Command command)
    {
        foreach (var option in new Option[] { park, readings, from, to }) command.Options.Add(option);
    }

    /// <summary>A run with the bytes it was made from.</summary>
    public sealed record Executed(RunResult Run, InputHashes Hashes, byte[] ParkFile, IReadOnlyList<(byte[] Bytes, ReadingsTable Table)> Readings);

    public Result<Executed> Execute(ParseResult parsed)
    {
        var parkFile = parsed.GetRequiredValue(park);
        var parkBytes = Files.Read(parkFile);
        if (parkBytes.IsFailure) return parkBytes.To<Executed>();
        var parkResult = ParkFileReader.Read(parkBytes.Value, parkFile.Name);
        if (parkResult.IsFailure) return parkResult.To<Executed>();

        var files = new List<(byte[] Bytes, ReadingsTable Table)>();
        var errors = new ErrorList();
        foreach (var file in parsed.GetRequiredValue(readings))
        {
            var bytes = Files.Read(file);
            if (bytes.IsFailure) return bytes.To<Executed>();
            var table = ReadingsFile.Read(bytes.Value, file.Name, parkResult.Value.Microgrid);
            if (table.IsFailure) errors.AddAll(table);
            else files.Add((bytes.Value, table.Value));
        }
        if (errors.Any) return errors.ToFailure<Executed>();
        var set = ReadingSet.From([.. files.Select(f => f.Table)], parkResult.Value.Microgrid, parsed.GetValue(from), parsed.GetValue(to));
        if (set.IsFailure) return set.To<Executed>();

        using var progress = new Progress(Texts.Get("progress.attribute"));
        var run = AttributionRun.Execute(parkResult.Value, set.Value, progress);
        if (run.IsFailure) return run.To<Executed>();
        return new Executed(run.Value, new InputHashes(Sha256(parkBytes.Value), [.. files.Select(f => Sha256(f.Bytes))]), parkBytes.Value, files);
    }

    private static string Sha256(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static DateOnly? Date(ArgumentResult argument)
    {
        var text = argument.Tokens[0].Value;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)) return date;
        argument.AddError(Report.Text(Error.Invalid("command.bad_date", text)));
        return null;
    }
}
