namespace GreenPark.Application.Features.Mail;

public readonly record struct OutgoingMailId(Guid Value) : IId<OutgoingMailId>
{
    public static OutgoingMailId Of(Guid value) => new(value);
}

/// <summary>
/// A letter that a command wrote in its own transaction, and that is sent after it: neither is there without the other. It may hold a link that
/// opens an account, so its text is kept protected, and only until it is sent or its link is worthless.
/// </summary>
public sealed class OutgoingMail
{
    public const int FailureLength = 300;

    private OutgoingMail() { }

    public OutgoingMailId Id { get; private init; }
    public Guid UserId { get; private init; }
    public string Address { get; private init; } = "";

    /// <summary>A <see cref="Letter"/>, protected; empty once it is sent or given up.</summary>
    public byte[] Text { get; private set; } = [];

    /// <summary>UTC, as all its times.</summary>
    public DateTime CreatedAt { get; private init; }

    /// <summary>Until then it is tried again.</summary>
    public DateTime ExpiresAt { get; private init; }

    /// <summary>When it is tried next; null once it is sent or given up.</summary>
    public DateTime? DueAt { get; private set; }

    public int Attempts { get; private set; }
    public DateTime? SentAt { get; private set; }

    /// <summary>Why the last try failed, in the words of the mail server; null where none did.</summary>
    public string? Failure { get; private set; }

    internal static OutgoingMail To(AppUser user, byte[] text, DateTime at, DateTime expires) => new()
    {
        Id = Platform.Data.Id.New<OutgoingMailId>(), UserId = user.Id, Address = user.Email!, Text = text, CreatedAt = at, DueAt = at, ExpiresAt = expires,
    };

    /// <summary>Somebody tries to send it; where nobody says how it went, it is tried again later.</summary>
    internal void Try(DateTime at)
    {
        Attempts++;
        DueAt = at + TimeSpan.FromMinutes(Math.Min(60, 1 << Math.Min(Attempts, 6)));
    }

    internal void Sent(DateTime at) => (SentAt, DueAt, Failure, Text) = (at, null, null, []);

    internal void Failed(string failure) => Failure = failure.Length > FailureLength ? failure[..FailureLength] : failure;

    internal void GiveUp() => (DueAt, Text) = (null, []);

    internal sealed class Mapping : IEntityTypeConfiguration<OutgoingMail>
    {
        public void Configure(EntityTypeBuilder<OutgoingMail> builder)
        {
            builder.Property(x => x.Address).HasMaxLength(256);
            builder.Property(x => x.Failure).HasMaxLength(FailureLength);
            builder.Property(x => x.Attempts).IsConcurrencyToken();   // of two nodes that take it at once, one does
            builder.HasIndex(x => x.DueAt);
            builder.HasIndex(x => new { x.UserId, x.CreatedAt });
            builder.HasOne<AppUser>().WithMany().HasForeignKey(x => x.UserId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
