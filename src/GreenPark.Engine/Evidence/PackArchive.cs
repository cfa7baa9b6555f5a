using System.Buffers.Binary;
using System.Text;

namespace GreenPark.Engine.Evidence;

/// <param name="Path">Relative, with forward slashes.</param>
public sealed record PackEntry(string Path, ReadOnlyMemory<byte> Content);

/// <summary>
/// Writes the pack's ZIP: the same entries give the same bytes on every machine and runtime. Therefore entries are stored,
/// not compressed (docs/decisions/0005-stored-zip.md), sorted by name, dated 1980-01-01, without extra fields, data
/// descriptors or comments. Every ordinary tool opens it; <see cref="PackReader"/> reads it back.
/// </summary>
public static class PackArchive
{
    private const int LocalHeaderSize = 30;
    private const int CentralHeaderSize = 46;
    private const int EndSize = 22;
    private const ushort VersionNeeded = 20;
    private const ushort Utf8Flag = 0x0800;
    private const ushort Midnight = 0;
    private const ushort FirstOfJanuary1980 = (1 << 5) | 1;
    private const int MostEntries = 0xFFFE;   // 0xFFFF announces ZIP64, as 0xFFFFFFFF does for sizes

    /// <summary>Writes the archive from the stream's current position on; the stream need not seek and stays open.</summary>
    /// <exception cref="ArgumentException">
    /// An unsafe path, two paths that are one where case does not count, or more than ZIP without ZIP64 can hold:
    /// 65,534 entries, 4 GiB. Nothing has been written then.
    /// </exception>
    public static void Write(Stream output, IReadOnlyList<PackEntry> entries)
    {
        var items = Lay(entries);
        foreach (var item in items)
        {
            output.Write(LocalHeader(item));
            output.Write(item.Content.Span);
        }
        var centralSize = 0;
        foreach (var item in items)
        {
            var header = CentralHeader(item);
            output.Write(header);
            centralSize += header.Length;
        }
        var centralAt = items.Count == 0 ? 0 : items[^1].Offset + LocalSize(items[^1]);
        output.Write(End(items.Count, centralSize, (uint)centralAt));
    }

    private sealed record Item(byte[] Name, bool IsUtf8, ReadOnlyMemory<byte> Content, uint Crc, long Offset);

    private static List<Item> Lay(IReadOnlyList<PackEntry> entries)
    {
        Check(entries);
        var items = new List<Item>(entries.Count);
        var offset = 0L;
        foreach (var entry in entries.OrderBy(e => e.Path, StringComparer.Ordinal))
        {
            var name = Encoding.UTF8.GetBytes(entry.Path);
            var item = new Item(name, name.Length != entry.Path.Length, entry.Content, Crc32.Append(0, entry.Content.Span), offset);
            items.Add(item);
            offset += LocalSize(item);
        }
        return items;
    }

    private static void Check(IReadOnlyList<PackEntry> entries)
    {
        if (entries.Count > MostEntries) throw new ArgumentException($"More than {MostEntries} entries.", nameof(entries));
        var seen = new HashSet<string>(PackPath.Same);
        var size = (long)EndSize;
        foreach (var (path, content) in entries)
        {
            if (!PackPath.IsSafe(path)) throw new ArgumentException($"\"{path}\" is not a safe path.", nameof(entries));
            if (!seen.Add(path)) throw new ArgumentException($"\"{path}\" stands twice.", nameof(entries));
            size += LocalHeaderSize + CentralHeaderSize + (2 * Encoding.UTF8.GetByteCount(path)) + (long)content.Length;
        }
        if (size >= uint.MaxValue) throw new ArgumentException("The pack would pass 4 GiB.", nameof(entries));
    }

    private static long LocalSize(Item item) => LocalHeaderSize + item.Name.Length + (long)item.Content.Length;

    private static byte[] LocalHeader(Item item)
    {
        var header = new Fields(LocalHeaderSize + item.Name.Length);
        header.Put32(0x04034b50);
        PutCommon(header, item);
        header.Put(item.Name);
        return header.Bytes;
    }

    private static byte[] CentralHeader(Item item)
    {
        var header = new Fields(CentralHeaderSize + item.Name.Length);
        header.Put32(0x02014b50);
        header.Put16(VersionNeeded);   // made by: the same version, on no particular system
        PutCommon(header, item);
        header.Put16(0);               // comment length
        header.Put16(0);               // disk
        header.Put16(0);               // internal attributes
        header.Put32(0);               // external attributes
        header.Put32((uint)item.Offset);
        header.Put(item.Name);
        return header.Bytes;
    }

    // The part that the local and the central header share, from the version needed to the extra field's length.
    private static void PutCommon(Fields header, Item item)
    {
        header.Put16(VersionNeeded);
        header.Put16(item.IsUtf8 ? Utf8Flag : (ushort)0);
        header.Put16(0);               // stored
        header.Put16(Midnight);
        header.Put16(FirstOfJanuary1980);
        header.Put32(item.Crc);
        header.Put32((uint)item.Content.Length);
        header.Put32((uint)item.Content.Length);
        header.Put16((ushort)item.Name.Length);
        header.Put16(0);               // extra field length
    }

    private static byte[] End(int count, int centralSize, uint centralAt)
    {
        var end = new Fields(EndSize);
        end.Put32(0x06054b50);
        end.Put16(0);                  // this disk
        end.Put16(0);                  // disk of the central directory
        end.Put16((ushort)count);
        end.Put16((ushort)count);
        end.Put32((uint)centralSize);
        end.Put32(centralAt);
        end.Put16(0);                  // comment length
        return end.Bytes;
    }

    private sealed class Fields(int size)
    {
        private int at;

        public byte[] Bytes { get; } = new byte[size];

        public void Put16(ushort value)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(Bytes.AsSpan(at), value);
            at += 2;
        }

        public void Put32(uint value)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(Bytes.AsSpan(at), value);
            at += 4;
        }

        public void Put(ReadOnlySpan<byte> bytes)
        {
            bytes.CopyTo(Bytes.AsSpan(at));
            at += bytes.Length;
        }
    }
}
