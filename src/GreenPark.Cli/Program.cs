using System.CommandLine;
using GreenPark.Cli;
using GreenPark.Cli.Commands;

var root = new RootCommand(Texts.Get("cli.description"))
{
    AttributeCommand.Create(),
    PackCommand.Create(),
    VerifyCommand.Create(),
};
var parsed = root.Parse(args);
if (parsed.Errors.Count > 0)
{
    foreach (var error in parsed.Errors) Console.Error.WriteLine(error.Message);
    Console.Error.WriteLine(Texts.Get("cli.see_help"));
    return ExitCodes.Usage;
}
return parsed.Invoke();
