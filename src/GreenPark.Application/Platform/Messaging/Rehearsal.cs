namespace GreenPark.Application.Platform.Messaging;

/// <summary>
/// Within it commands are only checked and never done. A form in which a field cannot be read is sent so, that one answer names all
/// that is wrong with the other fields too.
/// </summary>
public static class Rehearsal
{
    private static readonly AsyncLocal<bool> Now = new();

    /// <summary>With which each command ends that has no other fault.</summary>
    internal static readonly Error End = Error.Invalid("field.unreadable");

    public static bool IsOn => Now.Value;

    /// <summary>The faults that the checks find, without <see cref="End"/>.</summary>
    public static IReadOnlyList<Error> Found(IReadOnlyList<Error> errors) => [.. errors.Where(x => x.Code != End.Code)];

    /// <summary>Until it is disposed of; it holds for what is awaited from here on and for nobody else.</summary>
    public static IDisposable Begin() => new Stretch();

    private sealed class Stretch : IDisposable
    {
        private readonly bool before = Now.Value;

        public Stretch() => Now.Value = true;

        public void Dispose() => Now.Value = before;
    }
}
