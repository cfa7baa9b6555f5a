namespace GreenPark.Engine.Failing;

/// <summary>What kind of "no" an error is; the web maps it to a problem status, the command line to an exit code.</summary>
public enum ErrorKind { Invalid, NotFound, Forbidden, Conflict, RuleBroken }

/// <summary>Where in an input the fault stands. Lines and columns count from 1; a column counts characters, not bytes.</summary>
/// <param name="File">The file's name as its reader knows it, or null.</param>
/// <param name="Line">Line, from 1, or null.</param>
/// <param name="Column">Column, from 1, or null.</param>
public readonly record struct Place(string? File, int? Line = null, int? Column = null)
{
    public override string ToString() => Line is null ? File ?? "" : $"{File}:{Line}{(Column is null ? "" : $":{Column}")}";
}

/// <summary>
/// A fault that its reader can act on. <paramref name="Code"/> is stable (<c>readings.bad_number</c>) and is the key of the
/// text in each language; the text has the reason and the remedy, with <paramref name="Args"/> filled in.
/// </summary>
public sealed record Error(ErrorKind Kind, string Code, params object?[] Args)
{
    public Place? Place { get; init; }

    /// <summary>The name of the request's field the error belongs to, where it belongs to one.</summary>
    public string? Field { get; init; }

    public Error At(string? file, int? line = null, int? column = null) => this with { Place = new Place(file, line, column) };

    public Error In(string field) => this with { Field = field };

    public static Error Invalid(string code, params object?[] args) => new(ErrorKind.Invalid, code, args);
    public static Error NotFound(string code, params object?[] args) => new(ErrorKind.NotFound, code, args);
    public static Error Forbidden(string code, params object?[] args) => new(ErrorKind.Forbidden, code, args);
    public static Error Conflict(string code, params object?[] args) => new(ErrorKind.Conflict, code, args);
    public static Error RuleBroken(string code, params object?[] args) => new(ErrorKind.RuleBroken, code, args);
}
