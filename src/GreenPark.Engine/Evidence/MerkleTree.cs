using System.Numerics;
using System.Security.Cryptography;

namespace GreenPark.Engine.Evidence;

/// <summary>
/// The Merkle tree of RFC 9162 section 2.1 over SHA-256. A tree of n leaves splits at the largest power of two below n,
/// so an unpaired node moves up unchanged; no leaf is ever doubled. All hashes are 32 bytes.
/// </summary>
public static class MerkleTree
{
    public const int HashSize = SHA256.HashSizeInBytes;
    public const int SaltSize = 32;

    /// <summary>SHA-256(0x00 || data).</summary>
    public static byte[] LeafHash(ReadOnlySpan<byte> data) => Hash(0, data, []);

    /// <summary>SHA-256(0x00 || salt || statement.json): the salt keeps a neighbour from guessing figures until the hash fits.</summary>
    /// <param name="salt">32 random bytes.</param>
    public static byte[] StatementLeaf(ReadOnlySpan<byte> salt, ReadOnlySpan<byte> statementJson) => salt.Length == SaltSize
        ? Hash(0, salt, statementJson)
        : throw new ArgumentException($"A salt has {SaltSize} bytes.", nameof(salt));

    /// <summary>SHA-256(0x01 || left || right).</summary>
    public static byte[] NodeHash(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right) => Hash(1, left, right);

    /// <summary>The root over the leaf hashes; of no leaves, the hash of nothing.</summary>
    public static byte[] Root(IReadOnlyList<byte[]> leafHashes) =>
        leafHashes.Count == 0 ? SHA256.HashData([]) : Root(leafHashes, 0, leafHashes.Count);

    /// <summary>The siblings from leaf <paramref name="index"/> up to the root (section 2.1.3.1).</summary>
    public static IReadOnlyList<byte[]> InclusionPath(IReadOnlyList<byte[]> leafHashes, int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, leafHashes.Count);
        var path = new List<byte[]>();
        var (from, count) = (0, leafHashes.Count);
        while (count > 1)
        {
            var left = LeftSize(count);
            if (index - from < left)
            {
                path.Add(Root(leafHashes, from + left, count - left));
                count = left;
            }
            else
            {
                path.Add(Root(leafHashes, from, left));
                (from, count) = (from + left, count - left);
            }
        }
        path.Reverse();   // walked from the root, told from the leaf
        return path;
    }

    /// <summary>Whether the path leads from the leaf at this index of a tree of this size to the root (section 2.1.3.2).</summary>
    public static bool VerifyInclusion(ReadOnlySpan<byte> leafHash, long index, long size, IReadOnlyList<byte[]> path, ReadOnlySpan<byte> root)
    {
        if (index < 0 || index >= size || leafHash.Length != HashSize) return false;
        var (node, last) = (index, size - 1);
        var hash = leafHash.ToArray();
        foreach (var sibling in path)
        {
            if (last == 0 || sibling.Length != HashSize) return false;
            if ((node & 1) == 1 || node == last)
            {
                hash = NodeHash(sibling, hash);
                ClimbToLeftEdge(ref node, ref last);
            }
            else hash = NodeHash(hash, sibling);
            (node, last) = (node >> 1, last >> 1);
        }
        return last == 0 && root.SequenceEqual(hash);
    }

    /// <summary>The nodes that show the first <paramref name="oldSize"/> leaves to be the beginning of all (section 2.1.4.1).</summary>
    public static IReadOnlyList<byte[]> ConsistencyPath(IReadOnlyList<byte[]> leafHashes, int oldSize)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(oldSize);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(oldSize, leafHashes.Count);
        var path = new List<byte[]>();
        if (oldSize == 0) return path;
        var (from, old, count, known) = (0, oldSize, leafHashes.Count, true);
        while (old != count)
        {
            var left = LeftSize(count);
            if (old <= left)
            {
                path.Add(Root(leafHashes, from + left, count - left));
                count = left;
            }
            else
            {
                path.Add(Root(leafHashes, from, left));
                (from, old, count, known) = (from + left, old - left, count - left, false);
            }
        }
        // The old root itself need not be told, but a subtree inside it must.
        if (!known) path.Add(Root(leafHashes, from, count));
        path.Reverse();
        return path;
    }

    /// <summary>
    /// Whether the tree with the new root begins with the tree of the old root (section 2.1.4.2). An empty tree is the
    /// beginning of every tree; that and equal sizes need an empty path.
    /// </summary>
    public static bool VerifyConsistency(
        long oldSize, long newSize, IReadOnlyList<byte[]> path, ReadOnlySpan<byte> oldRoot, ReadOnlySpan<byte> newRoot)
    {
        if (oldSize < 0 || oldSize > newSize) return false;
        if (oldSize == newSize) return path.Count == 0 && oldRoot.SequenceEqual(newRoot);
        if (oldSize == 0) return path.Count == 0;
        if (path.Any(node => node.Length != HashSize)) return false;
        var nodes = long.IsPow2(oldSize) ? [oldRoot.ToArray(), .. path] : path;
        if (nodes.Count == 0) return false;

        var (node, last) = (oldSize - 1, newSize - 1);
        while ((node & 1) == 1) (node, last) = (node >> 1, last >> 1);
        var (oldHash, newHash) = (nodes[0], nodes[0]);
        foreach (var sibling in nodes.Skip(1))
        {
            if (last == 0) return false;
            if ((node & 1) == 1 || node == last)
            {
                oldHash = NodeHash(sibling, oldHash);
                newHash = NodeHash(sibling, newHash);
                ClimbToLeftEdge(ref node, ref last);
            }
            else newHash = NodeHash(newHash, sibling);
            (node, last) = (node >> 1, last >> 1);
        }
        return last == 0 && oldRoot.SequenceEqual(oldHash) && newRoot.SequenceEqual(newHash);
    }

    // A node on the right edge without a partner was promoted: pass the levels where it stood alone.
    private static void ClimbToLeftEdge(ref long node, ref long last)
    {
        while ((node & 1) == 0 && node != 0) (node, last) = (node >> 1, last >> 1);
    }

    private static byte[] Root(IReadOnlyList<byte[]> hashes, int from, int count)
    {
        if (count == 1) return hashes[from];
        var left = LeftSize(count);
        return NodeHash(Root(hashes, from, left), Root(hashes, from + left, count - left));
    }

    /// <summary>The largest power of two below the count.</summary>
    private static int LeftSize(int count) => 1 << BitOperations.Log2((uint)count - 1);

    private static byte[] Hash(byte prefix, ReadOnlySpan<byte> first, ReadOnlySpan<byte> second)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData([prefix]);
        hash.AppendData(first);
        hash.AppendData(second);
        return hash.GetHashAndReset();
    }
}
