using GreenPark.Engine.Failing;

namespace GreenPark.Web.Components.Ui;

/// <summary>What fields need from the form around them: the errors of the last answer.</summary>
public sealed record FormState(IReadOnlyList<Error> Errors)
{
    public static readonly FormState None = new([]);

    /// <summary>Errors name the request's field; the first letter's case may differ between a message and a form.</summary>
    public IEnumerable<Error> Of(string field) => Errors.Where(x => string.Equals(x.Field, field, StringComparison.OrdinalIgnoreCase));
}

/// <summary>One entry of a select field.</summary>
public sealed record Choice<TValue>(TValue Value, string Text);
