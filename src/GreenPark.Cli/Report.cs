using GreenPark.Engine.Failing;

namespace GreenPark.Cli;

/// <summary>Prints errors to stderr, one a line, and tells the exit code.</summary>
internal static class Report
{
    private static readonly ErrorTexts Texts = new(ErrorTexts.Engine);

    public static int Failure<T>(Result<T> failed)
    {
        foreach (var error in failed.Errors) Console.Error.WriteLine(Texts.Line(error));
        if (failed.ErrorCount > failed.Errors.Count) Console.Error.WriteLine(Cli.Texts.Get("cli.more_errors", failed.ErrorCount - failed.Errors.Count));
        return failed.FirstError.Code.StartsWith("file.", StringComparison.Ordinal) ? ExitCodes.Usage : ExitCodes.Refused;
    }

    public static int Failure(Error error) => Failure(Result<int>.Failure([error]));

    public static string Text(Error error) => Texts.Line(error);
}
