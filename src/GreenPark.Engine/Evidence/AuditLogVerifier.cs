using System.Buffers;
using System.Globalization;

namespace GreenPark.Engine.Evidence;

/// <summary>What a log is compared with: a signed head, or a pack, whose signature covers the head in it.</summary>
/// <param name="Name">How messages name it.</param>
public sealed record AuditHeadFile(string Name, ReadOnlyMemory<byte> Bytes);

/// <summary>What a verification of an audit log found.</summary>
/// <param name="Entries">How many whole entries were read.</param>
/// <param name="Last">Hash of the last one; <see cref="AuditEntry.NoPrevious"/> where there is none.</param>
public sealed record AuditLogVerification(IReadOnlyList<PackCheck> Checks, long Entries, string Last)
{
    public bool Holds => Checks.All(c => c.State != CheckState.Fail);

    public bool IsDevelopment => Checks.Any(c => c.Id == "development");

    /// <summary>As of a pack's verification.</summary>
    public string NotChecked(CultureInfo? culture = null) => PackCheck.NotChecked(Checks, culture);
}

/// <summary>
/// Checks an exported audit log: every entry has the hash of its content and of the one before, numbers follow each other from 1; with a
/// head, that nothing up to it was rewritten and its end not cut off. No network, no database, no write.
/// </summary>
public static class AuditLogVerifier
{
    private const int LongestLine = StrictJson.MaxBytes;

    /// <param name="log">Lines of <see cref="AuditEntry"/>; read once, forward.</param>
    /// <param name="head">Null for none.</param>
    /// <param name="issuer">SHA-256 of the certificate that the reader trusts, lower-case hex; null leaves the issuer unchecked.</param>
    public static AuditLogVerification Verify(Stream log, string fileName, AuditHeadFile? head = null, string? issuer = null)
    {
        var checks = new List<PackCheck>();
        var wanted = head is null ? null : AuditHeadCheck.Read(head, issuer, checks);
        var walk = wanted is null ? new AuditChainWalk(fileName) : new AuditChainWalk(fileName, (wanted.Number, wanted.Sha256));
        ReadLines(log, walk);
        checks.Insert(0, walk.Errors.Any
            ? PackCheck.Failed("entries", [.. walk.Errors.ToFailure<int>().Errors])
            : PackCheck.Passed("entries", walk.Number, walk.Chain, walk.Last));
        if (wanted is not null) checks.Add(AuditHeadCheck.Compare(wanted, walk));
        else if (head is null) checks.Add(PackCheck.NotInPack("head"));
        return new AuditLogVerification(checks, walk.Number, walk.Last);
    }

    private static void ReadLines(Stream log, AuditChainWalk walk)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(1 << 16);
        var length = 0;
        try
        {
            while (!walk.IsOver)
            {
                if (length == buffer.Length)
                {
                    if (length > LongestLine)
                    {
                        walk.Stop(Error.Invalid("evidence.json_too_large", length, LongestLine));
                        return;
                    }
                    var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
                    buffer.AsSpan(0, length).CopyTo(larger);
                    ArrayPool<byte>.Shared.Return(buffer);
                    buffer = larger;
                }
                var count = log.Read(buffer, length, buffer.Length - length);
                var at = 0;
                for (var filled = length + count; buffer.AsSpan(at, filled - at).IndexOf((byte)'\n') is >= 0 and var end && !walk.IsOver; at += end + 1)
                    walk.Take(buffer.AsSpan(at, end));
                length += count - at;
                buffer.AsSpan(at, length).CopyTo(buffer);
                if (count > 0) continue;
                if (length > 0) walk.Take(buffer.AsSpan(0, length));   // an entry without its line end is one
                return;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
