namespace GreenPark.Engine.Intake;

/// <summary>
/// Room for the different names of one column. They are held while the file is read, whatever its size: a column that is none of names
/// but another on each row would otherwise fill the memory.
/// </summary>
internal sealed class NameRoom
{
    /// <summary>Twenty times the meters of a large park; what has more is a column of row numbers, times or remarks.</summary>
    public const int Most = 10_000;

    /// <summary>Together: a hundred for each name, four times as long as the longest identifiers of meters.</summary>
    public const int MostCharacters = 1_000_000;

    private int names, characters;

    /// <summary>False where a new name has no room any more.</summary>
    public bool Take(string name)
    {
        characters = Math.Min(characters, MostCharacters) + name.Length;
        return ++names <= Most && characters <= MostCharacters;
    }
}
