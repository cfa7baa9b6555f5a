using System.CommandLine;
using GreenPark.Engine.Results;

namespace GreenPark.Cli.Commands;

/// <summary><c>greenpark attribute</c>: readings in, result files out.</summary>
internal static class AttributeCommand
{
    public static Command Create()
    {
        var command = new Command("attribute", Texts.Get("attribute.description"));
        var input = new InputOptions(command);
        var output = new Option<DirectoryInfo>("--out") { Description = Texts.Get("attribute.out"), Required = true, HelpName = "DIR" };
        command.Options.Add(output);
        command.SetAction(parsed =>
        {
            var executed = input.Execute(parsed);
            if (executed.IsFailure) return Report.Failure(executed);
            var folder = parsed.GetRequiredValue(output);
            var written = Files.WriteAll(folder, ResultFiles.All(executed.Value.Run, executed.Value.Hashes));
            if (written.IsFailure) return Report.Failure(written);
            Console.Out.WriteLine(Texts.Get("attribute.done", executed.Value.Run.Series.Intervals, executed.Value.Run.Series.Members, folder));
            return ExitCodes.Success;
        });
        return command;
    }
}
