namespace GreenPark.Engine.Intake;

/// <summary>Numbers a channel's flags as they come: number 0 is the empty one, and a byte has room for 255 more.</summary>
internal sealed class MarkTable
{
    private readonly Dictionary<string, byte> numbers = new(StringComparer.Ordinal) { [""] = 0 };
    private readonly List<string> texts = [""];

    public IReadOnlyList<string> Texts => texts;

    public bool TryNumber(string text, out byte number)
    {
        if (numbers.TryGetValue(text, out number)) return true;
        if (texts.Count > byte.MaxValue) return false;
        number = (byte)texts.Count;
        texts.Add(text);
        numbers.Add(text, number);
        return true;
    }
}
