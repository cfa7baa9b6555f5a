using System.Net;

namespace GreenPark.Application.Features.Identity.SignIns;

public readonly record struct SessionId(Guid Value) : IId<SessionId>
{
    public static SessionId Of(Guid value) => new(value);
}

/// <summary>By what somebody showed who they are.</summary>
public enum SignInMethod { Password, PasswordAndCode, PasswordAndRecoveryCode, Passkey, Provider }

/// <param name="Longest">After so long a session is over, however much it is used.</param>
public sealed record SessionLife(TimeSpan Longest)
{
    public static readonly SessionLife Usual = new(TimeSpan.FromDays(30));
}

/// <summary>
/// A browser in which a person is signed in. The cookie names it, so that ending it here ends it there. Kept after its end, with who ended it:
/// a person can see where they were signed in.
/// </summary>
public sealed class Session
{
    public const int BrowserLength = 80;

    /// <summary>Unused for so long it is over, as its cookie is.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromHours(12);

    private Session() { }

    public SessionId Id { get; private init; }
    public Guid UserId { get; private init; }
    public SignInMethod Method { get; private init; }

    /// <summary>UTC, as all its times.</summary>
    public DateTime BegunAt { get; private init; }

    /// <summary>Written at most once a minute.</summary>
    public DateTime SeenAt { get; private init; }

    /// <summary>When the person last showed who they are, at the beginning or before something that asks for it.</summary>
    public DateTime AuthenticatedAt { get; private set; }

    /// <summary>Where it began.</summary>
    public string Address { get; private init; } = "";

    /// <summary>In a few words, such as <c>Firefox on Windows</c>; empty where it cannot be told.</summary>
    public string Browser { get; private init; } = "";

    /// <summary>Null while it is good.</summary>
    public DateTime? EndedAt { get; private set; }

    /// <summary>Name of who ended it; null while it is good.</summary>
    public string? EndedBy { get; private set; }

    internal static Session Begin(Guid user, SignInMethod method, string address, string browser, DateTime at, DateTime shownAt) => new()
    {
        Id = Platform.Data.Id.New<SessionId>(), UserId = user, Method = method, Address = address, Browser = browser.Length > BrowserLength ? browser[..BrowserLength] : browser,
        BegunAt = at, SeenAt = at, AuthenticatedAt = shownAt,
    };

    internal void Confirm(DateTime at) => AuthenticatedAt = at;

    internal Error? End(DateTime at, string by)
    {
        if (EndedAt is not null) return Error.RuleBroken("session.ended_already");
        (EndedAt, EndedBy) = (at, by);
        return null;
    }

    /// <summary>An IPv6 address as the network it belongs to: one customer has all of it.</summary>
    public static string NetworkOf(string address)
    {
        if (!IPAddress.TryParse(address, out var parsed) || parsed.AddressFamily != System.Net.Sockets.AddressFamily.InterNetworkV6 || parsed.IsIPv4MappedToIPv6) return address;
        var bytes = parsed.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return $"{new IPAddress(bytes)}/64";
    }

    internal sealed class Mapping : IEntityTypeConfiguration<Session>
    {
        public void Configure(EntityTypeBuilder<Session> builder)
        {
            builder.Property(x => x.Address).HasMaxLength(AuditRecord.AddressLength);
            builder.Property(x => x.Browser).HasMaxLength(BrowserLength);
            builder.Property(x => x.EndedBy).HasMaxLength(AppUser.NameLength);
            builder.HasIndex(x => new { x.UserId, x.BegunAt });
            builder.HasOne<AppUser>().WithMany().HasForeignKey(x => x.UserId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
