namespace GreenPark.Engine.Intake;

/// <summary>
/// A profile as far as a file itself tells it. Every choice has its reason; what the file does not tell is a question and never a guess:
/// the profile then holds the default, and a person must answer. Both are sentences like those of errors, their field the profile's path.
/// </summary>
/// <param name="Profile">Its channels are those that have numbers, none of them assigned yet.</param>
/// <param name="Reasons">What was seen, <c>intake.seen_…</c>.</param>
/// <param name="Questions">What a person must tell, <c>intake.ask_…</c>.</param>
public sealed record ProfileSuggestion(ImportProfile Profile, IReadOnlyList<Error> Reasons, IReadOnlyList<Error> Questions)
{
    /// <summary>The names of the file's columns in their order, those without a name left out; empty where it has no header.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];
}

/// <summary>Reasons and questions as they come up.</summary>
internal sealed class Findings
{
    public List<Error> Reasons { get; } = [];
    public List<Error> Questions { get; } = [];
    public IReadOnlyList<string> Columns { get; set; } = [];

    public void Saw(string field, string code, params object?[] args) => Reasons.Add(Error.Invalid(code, args).In(field));
    public void Ask(string field, string code, params object?[] args) => Questions.Add(Error.Invalid(code, args).In(field));
}
