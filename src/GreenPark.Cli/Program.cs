using System.CommandLine;
using System.CommandLine.Help;
using System.Globalization;
using GreenPark.Cli;
using GreenPark.Cli.Commands;

var language = new Option<string>("--lang") { HelpName = "en|zh", Recursive = true };
language.AcceptOnlyFromAmong("en", "zh");
// commands take their texts when they are made: the language is found out before
var asked = new RootCommand { TreatUnmatchedTokensAsErrors = false, Options = { language } }.Parse(args);
if (asked.Errors.Count == 0 && asked.GetValue(language) is { } name) CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(name == "zh" ? "zh-Hans" : name);

var root = new RootCommand(Texts.Get("cli.description"))
{
    AttributeCommand.Create(),
    PackCommand.Create(),
    VerifyCommand.Create(),
    VerifyLogCommand.Create(),
};
language.Description = Texts.Get("option.lang");
root.Options.Add(language);
// the library's own Chinese has gaps
foreach (var option in root.Options)
    if (option is HelpOption) option.Description = Texts.Get("option.help");
    else if (option is VersionOption) option.Description = Texts.Get("option.version");
var parsed = root.Parse(args);
if (parsed.Errors.Count > 0)
{
    var missing = parsed.CommandResult.Command.Options.Where(o => o.Required && parsed.GetResult(o) is null or { Implicit: true }).Select(o => o.Name).ToArray();
    foreach (var option in missing) Console.Error.WriteLine(Texts.Get("cli.option_missing", option));
    foreach (var error in parsed.Errors.Where(e => !missing.Any(option => e.Message.Contains($"'{option}'")))) Console.Error.WriteLine(error.Message);
    Console.Error.WriteLine(Texts.Get("cli.see_help"));
    return ExitCodes.Usage;
}
return parsed.Invoke();
