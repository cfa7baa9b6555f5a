using GreenPark.Engine.Failing;

namespace GreenPark.Web.Components.Ui;

/// <summary>What fields need from the form around them: the errors of the last answer, and where to say that an input cannot be read.</summary>
public sealed record FormState(IReadOnlyList<Error> Errors)
{
    public static readonly FormState None = new([]);

    /// <summary>Fields whose text means nothing yet ("12,5"), with their names. While there are any the form is only checked: it would send the value before.</summary>
    public IDictionary<object, string>? Unreadable { get; init; }

    /// <summary>That somebody has begun to fill the form in: it is not left without asking any more.</summary>
    public Action? Typed { get; init; }

    /// <summary>The labels of the fields by their names, for the summary of the errors.</summary>
    public IDictionary<string, string>? Labels { get; init; }

    /// <summary>
    /// Errors name the request's field, with the group it stands in ("Tenant.CreditCode") or without; the first letter's case may
    /// differ between a message and a form.
    /// </summary>
    public IEnumerable<Error> Of(string field) =>
        Errors.Where(x => string.Equals(FieldOf(x), LastOf(field), StringComparison.OrdinalIgnoreCase));

    public static string? FieldOf(Error error) => error.Field is { } field ? LastOf(field) : null;

    private static string LastOf(string field) => field[(field.LastIndexOf('.') + 1)..];
}

/// <summary>One entry of a select field.</summary>
public sealed record Choice<TValue>(TValue Value, string Text);
