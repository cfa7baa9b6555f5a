using System.Globalization;

namespace GreenPark.Engine.Evidence;

/// <summary>
/// One entry of a chain of audit records, as its line is written (evidence page of the documentation, "Audit record"): canonical JSON whose
/// <c>sha256</c> is that of the same object without it, and whose <c>previous</c> is that of the entry before.
/// </summary>
public sealed record AuditEntry
{
    public const string Format = "greenpark-audit/1";

    /// <summary>The chain of what belongs to no park.</summary>
    public const string Platform = "platform";

    private const string InstantForm = "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";
    private const string HashName = "sha256";

    /// <summary>What the first entry has as the one before it.</summary>
    public static readonly string NoPrevious = new('0', Sha256Hex.Length);

    /// <summary>Id of the park, or <see cref="Platform"/>.</summary>
    public required string Chain { get; init; }

    /// <summary>In the chain, from 1, without a gap.</summary>
    public required long Number { get; init; }
    public required string Previous { get; init; }

    /// <summary>UTC, whole microseconds.</summary>
    public required DateTime At { get; init; }
    public required string Request { get; init; }

    /// <summary>Id of who did it; null for the system.</summary>
    public required string? User { get; init; }
    public required string By { get; init; }
    public required string ActingAs { get; init; }

    /// <summary>Network address the request came from; empty for the system.</summary>
    public required string Address { get; init; }
    public required string Action { get; init; }
    public required string ObjectType { get; init; }
    public required string ObjectName { get; init; }
    public required string Reason { get; init; }

    /// <summary>What changed, before and after: any JSON value.</summary>
    public required CanonicalValue? Changes { get; init; }

    /// <summary>The entry's hash, which the next one carries.</summary>
    public string Sha256() => Sha256Hex.Of(ToObject().ToBytes());

    /// <summary>The line, without its end.</summary>
    /// <param name="sha256">The hash that was kept with the entry: where the entry was altered since, the line tells it.</param>
    public byte[] ToLine(string sha256)
    {
        var entry = ToObject();
        entry.Add(HashName, sha256);
        return entry.ToBytes();
    }

    /// <summary>Reads one line strictly: canonical, complete, and with the hash that its content has.</summary>
    /// <param name="sha256">The entry's hash.</param>
    internal static Result<AuditEntry> Read(ReadOnlySpan<byte> line, string file, out string sha256)
    {
        var told = "";
        var read = StrictJson.Read(line, file, Format, o =>
        {
            told = o.Hash(HashName);
            return new AuditEntry
            {
                Chain = o.Text("chain"), Number = o.Whole("number", 1), Previous = o.Hash("previous"), At = Instant(o), Request = o.Text("request"),
                User = o.TextOrNull("user"), By = o.Text("by"), ActingAs = o.Text("actingAs"), Address = o.Text("address"), Action = o.Text("action"),
                ObjectType = o.Text("objectType"), ObjectName = o.Text("objectName"), Reason = o.Text("reason"), Changes = o.Any("changes"),
            };
        });
        sha256 = told;
        return read.TryGet(out var entry) && entry.Sha256() is var found && found != told ? Error.RuleBroken("audit.entry_altered", entry.Number, found, told).At(file) : read;
    }

    private static DateTime Instant(StrictObject o)
    {
        var good = DateTime.TryParseExact(o.Text("at"), InstantForm, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var utc);
        if (!good) o.Refuse("at", "2026-05-20T09:58:00.000000Z");
        return utc;
    }

    private CanonicalObject ToObject() => new()
    {
        ["format"] = Format,
        ["chain"] = Chain,
        ["number"] = Number,
        ["previous"] = Previous,
        ["at"] = At.ToString(InstantForm, CultureInfo.InvariantCulture),
        ["request"] = Request,
        ["user"] = User,
        ["by"] = By,
        ["actingAs"] = ActingAs,
        ["address"] = Address,
        ["action"] = Action,
        ["objectType"] = ObjectType,
        ["objectName"] = ObjectName,
        ["reason"] = Reason,
        ["changes"] = Changes,
    };
}
