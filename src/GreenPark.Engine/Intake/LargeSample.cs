namespace GreenPark.Engine.Intake;

/// <summary>What <see cref="ProfileSuggester"/> looks at of a text file that is larger than memory: its beginning, and rows from all over it.</summary>
public static class LargeSample
{
    /// <summary>So much of a file tells whether it has a sample.</summary>
    public const int HeadBytes = 4;

    private const int Beginning = 4 << 20, Slices = 24, SliceBytes = 128 << 10;

    /// <summary>A part of an archive is none.</summary>
    public static bool IsPossible(ReadOnlySpan<byte> head) => !head.StartsWith("PK\x3\x4"u8);

    public static byte[] Of(Func<Stream> open, long length)
    {
        using var stream = open();
        var sample = new MemoryStream();
        var room = new byte[Beginning];
        var head = room.AsSpan(0, stream.ReadAtLeast(room, Beginning, throwOnEndOfStream: false));
        // in UTF-16 a line cannot be found by its bytes alone: its beginning must do
        var isWide = IntakeText.IsUtf16(head);
        if (isWide || head.Length == length) return [.. head];
        sample.Write(head[..(head.LastIndexOf((byte)'\n') + 1)]);
        for (var slice = 1; slice <= Slices; slice++)
        {
            stream.Position = Math.Max(head.Length, length / Slices * slice - SliceBytes);
            var some = room.AsSpan(0, SliceBytes);
            some = some[..stream.ReadAtLeast(some, SliceBytes, throwOnEndOfStream: false)];
            var first = some.IndexOf((byte)'\n') + 1;
            if (some.LastIndexOf((byte)'\n') + 1 is var end && end > first) sample.Write(some[first..end]);
        }
        return sample.ToArray();
    }
}
