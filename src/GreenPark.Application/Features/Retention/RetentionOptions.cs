using GreenPark.Application.Platform.Retention;

namespace GreenPark.Application.Features.Retention;

/// <summary>How many whole months each kind of data is kept in an installation; null is for ever. A park may say otherwise of what is its own.</summary>
public sealed record RetentionOptions(int? ReadLogMonths = 36, int? SessionMonths = 12, int? LetterMonths = 12, int? LoadCurveMonths = null)
{
    public const int MostMonths = 1_200;

    public int? MonthsOf(RetentionKind kind) => kind switch
    {
        RetentionKind.ReadLog => ReadLogMonths,
        RetentionKind.Sessions => SessionMonths,
        RetentionKind.Letters => LetterMonths,
        RetentionKind.LoadCurves => LoadCurveMonths,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    /// <summary>
    /// Logs of who did what in a network are kept for six months at least (Cybersecurity Law of China); for letters three are our choice, longer than
    /// any link in them is good. Load curves stay for 36, our choice as well: longer than any list of months looks back, and than a green certificate is valid.
    /// </summary>
    public static int LeastOf(RetentionKind kind) => kind switch
    {
        RetentionKind.Letters => 3,
        RetentionKind.LoadCurves => 36,
        _ => 6,
    };

    /// <summary>Whether each park has its own, for which it can say how long.</summary>
    public static bool IsOfParks(RetentionKind kind) => kind is RetentionKind.ReadLog or RetentionKind.LoadCurves;
}
