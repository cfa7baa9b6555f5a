using System.Runtime.InteropServices;
using System.Security.Cryptography;
using GreenPark.Engine.Evidence;

namespace GreenPark.Application.Features.Metering;

/// <summary>A file of readings as it was sent: in memory, or on disk, where it may be larger than memory.</summary>
public sealed class SentFile
{
    private readonly ReadOnlyMemory<byte> bytes;
    private readonly string? path;

    private SentFile(ReadOnlyMemory<byte> bytes, string? path, long length) => (this.bytes, this.path, Length) = (bytes, path, length);

    public long Length { get; }

    /// <summary>It must stay as it is as long as it is asked.</summary>
    public static SentFile OnDisk(string path) => new(default, path, new FileInfo(path).Length);

    public static implicit operator SentFile(ReadOnlyMemory<byte> bytes) => new(bytes, null, bytes.Length);

    public static implicit operator SentFile(byte[] bytes) => new(bytes, null, bytes.Length);

    public Stream Open() => path is not null ? new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0, FileOptions.SequentialScan)
        : MemoryMarshal.TryGetArray(bytes, out var segment) ? new MemoryStream(segment.Array!, segment.Offset, segment.Count, writable: false) : new MemoryStream(bytes.ToArray(), writable: false);

    /// <summary>All of it; for files whose size was looked at.</summary>
    public ReadOnlyMemory<byte> ToMemory() => path is null ? bytes : File.ReadAllBytes(path);

    /// <summary>What it begins with.</summary>
    public ReadOnlyMemory<byte> Head(int most)
    {
        if (path is null) return bytes[..(int)Math.Min(most, Length)];
        using var stream = Open();
        var head = new byte[(int)Math.Min(most, Length)];
        return head.AsMemory(0, stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false));
    }

    /// <summary>The lines it begins with, none of them cut off unless it is longer than all there is room for.</summary>
    public ReadOnlyMemory<byte> FirstLines(int most)
    {
        var head = Head(most);
        if (head.Length == Length) return head;
        var end = head.Span.LastIndexOf((byte)'\n') + 1;
        // in UTF-16 the line feed's other half may follow
        if (end % 2 == 1 && end < head.Length && head.Span is [0xFF, 0xFE, ..] or [_, 0, ..]) end++;
        return end > 0 ? head[..end] : head;
    }

    public string Sha256()
    {
        if (path is null) return Sha256Hex.Of(bytes.Span);
        using var stream = Open();
        return Sha256Hex.Write(SHA256.HashData(stream));
    }
}
