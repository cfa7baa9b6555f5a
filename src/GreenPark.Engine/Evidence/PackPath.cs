namespace GreenPark.Engine.Evidence;

/// <summary>Which names a pack's files may have: relative, with forward slashes, the same file on every system.</summary>
internal static class PackPath
{
    public const int MaxLength = 260;

    /// <summary>
    /// False for anything that unpacks outside its folder or elsewhere on another system: absolute and parent paths,
    /// drive letters and streams (any colon), backslashes, control characters, ends in dots or spaces.
    /// </summary>
    public static bool IsSafe(string path) =>
        path.Length is > 0 and <= MaxLength
        && path.All(c => c is not ('\\' or ':' or '\uFFFD') && !char.IsControl(c) && !char.IsSurrogate(c))
        && path.Split('/').All(part => part.Length > 0 && !part.EndsWith('.') && !part.EndsWith(' '));

    /// <summary>Names that differ in case only are one file on some systems.</summary>
    public static readonly StringComparer Same = StringComparer.OrdinalIgnoreCase;
}
