using GreenPark.Application.Features.Parks;

namespace GreenPark.Application.Features.Exports;

public readonly record struct ExportApprovalId(Guid Value) : IId<ExportApprovalId>
{
    public static ExportApprovalId Of(Guid value) => new(value);
}

/// <summary>What an approval lets go abroad.</summary>
public enum ExportKind { LoadCurves }

/// <summary>By what the law lets data go abroad: an assessment by the authority, a filed standard contract, a certification, or that none of these is needed.</summary>
public enum ExportBasis { SecurityAssessment, StandardContract, Certification, Exempt }

/// <summary>
/// That a park may hand data of a kind to a recipient abroad, from a day to a day: what the park has in its own files, told here. It is
/// never changed; one that no longer stands is withdrawn by an entry of its own.
/// </summary>
public sealed class ExportApproval : IAppendOnly, IOfPark, IHasLabel
{
    public const int RecipientLength = 200, ClauseLength = 300, ReferenceLength = 200, NoteLength = 500;

    private ExportApproval() { }

    string IHasLabel.Label => $"#{Number} {Recipient} {Country}";

    public ExportApprovalId Id { get; private init; }
    public ParkId ParkId { get; private init; }

    /// <summary>Within the park, from 1.</summary>
    public int Number { get; private init; }
    public ExportKind Kind { get; private init; }
    public string Recipient { get; private init; } = "";

    /// <summary>ISO 3166-1 alpha-2, upper case.</summary>
    public string Country { get; private init; } = "";
    public ExportBasis Basis { get; private init; }

    /// <summary>Of the rule that is relied on, with the day of that rule, as whoever records it knows it.</summary>
    public string Clause { get; private init; } = "";

    /// <summary>Of the paper: the number of the assessment, the filing or the certificate, or of the park's own finding that none is needed.</summary>
    public string Reference { get; private init; } = "";

    /// <summary>Days (UTC) on which data may be taken out, <c>To</c> exclusive; whatever days they are of.</summary>
    public DateOnly From { get; private init; }

    /// <summary>Null: until it is withdrawn.</summary>
    public DateOnly? To { get; private init; }
    public string Note { get; private init; } = "";
    public string RecordedBy { get; private init; } = "";
    public DateTime RecordedAt { get; private init; }

    internal static ExportApproval Of(
        Park park, int number, ExportKind kind, string recipient, string country, ExportBasis basis, string clause, string reference, DateOnly from, DateOnly? to, string note, CurrentUser by, DateTime at) => new()
    {
        Id = Platform.Data.Id.New<ExportApprovalId>(), ParkId = park.Id, Number = number, Kind = kind, Recipient = recipient, Country = country, Basis = basis, Clause = clause,
        Reference = reference, From = from, To = to, Note = note, RecordedBy = by.Name, RecordedAt = at,
    };

    internal sealed class Mapping : IEntityTypeConfiguration<ExportApproval>
    {
        public void Configure(EntityTypeBuilder<ExportApproval> builder)
        {
            builder.Property(x => x.Recipient).HasMaxLength(RecipientLength);
            builder.Property(x => x.Country).HasMaxLength(2);
            builder.Property(x => x.Clause).HasMaxLength(ClauseLength);
            builder.Property(x => x.Reference).HasMaxLength(ReferenceLength);
            builder.Property(x => x.Note).HasMaxLength(NoteLength);
            builder.Property(x => x.RecordedBy).HasMaxLength(AppUser.NameLength);
            builder.HasIndex(x => new { x.ParkId, x.Number }).IsUnique();
            builder.HasOne<Park>().WithMany().HasForeignKey(x => x.ParkId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}

/// <summary>That an approval no longer stands, from the moment it was withdrawn, and why.</summary>
public sealed class ExportWithdrawal : IAppendOnly, IOfPark
{
    public const int ReasonLength = 500;

    private ExportWithdrawal() { }

    public ExportApprovalId ApprovalId { get; private init; }
    public ParkId ParkId { get; private init; }
    public string Reason { get; private init; } = "";
    public string By { get; private init; } = "";
    public DateTime At { get; private init; }

    internal static ExportWithdrawal Of(ExportApproval approval, string reason, CurrentUser by, DateTime at) =>
        new() { ApprovalId = approval.Id, ParkId = approval.ParkId, Reason = reason, By = by.Name, At = at };

    internal sealed class Mapping : IEntityTypeConfiguration<ExportWithdrawal>
    {
        public void Configure(EntityTypeBuilder<ExportWithdrawal> builder)
        {
            builder.HasKey(x => x.ApprovalId);
            builder.Property(x => x.Reason).HasMaxLength(ReasonLength);
            builder.Property(x => x.By).HasMaxLength(AppUser.NameLength);
            builder.HasOne<ExportApproval>().WithOne().HasForeignKey<ExportWithdrawal>(x => x.ApprovalId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
