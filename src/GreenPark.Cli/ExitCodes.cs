namespace GreenPark.Cli;

/// <summary>What a script can rely on.</summary>
internal static class ExitCodes
{
    public const int Success = 0;

    /// <summary>The data was refused, or a check failed.</summary>
    public const int Refused = 1;

    /// <summary>Wrong usage, or an input that cannot be read or an output that cannot be written.</summary>
    public const int Usage = 2;
}
