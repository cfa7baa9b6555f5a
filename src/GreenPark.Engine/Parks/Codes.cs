namespace GreenPark.Engine.Parks;

/// <summary>Codes are chosen by the user: <c>[A-Za-z0-9._-]{1,64}</c>, compared by ordinal, unique in their list even ignoring case.</summary>
public static class Codes
{
    /// <summary>The name of the storage among sources; no unit may have it.</summary>
    public const string Storage = "storage";

    public static bool IsCode(string text)
    {
        if (text.Length is 0 or > 64) return false;
        foreach (var c in text)
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('.' or '_' or '-')) return false;
        return true;
    }
}
