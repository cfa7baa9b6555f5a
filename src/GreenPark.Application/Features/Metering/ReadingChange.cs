using GreenPark.Application.Features.Microgrids;

namespace GreenPark.Application.Features.Metering;

public readonly record struct ReadingChangeId(Guid Value) : IId<ReadingChangeId>
{
    public static ReadingChangeId Of(Guid value) => new(value);
}

/// <summary>Gaps filled by a method, values typed by a person, or a file that differs from what is there already.</summary>
public enum ChangeKind { Estimate, Edit, Correction }

/// <summary>Proposed → Approved, Rejected or Withdrawn; Approved → Reverted, by another change.</summary>
public enum ChangeState { Proposed, Approved, Rejected, Withdrawn, Reverted }

/// <summary>
/// Readings that someone wants to be others, with the reason. Until it is approved nothing of it counts; approved, it has written new
/// revisions of its days. Its proposed values stand in <see cref="ReadingChangeDay"/>.
/// </summary>
public sealed class ReadingChange : Entity<ReadingChangeId>, IOfWholePark, IHasLabel, IOfPark, ITouchesDays
{
    public const int ReasonLength = 500;

    private ReadingChange() { }

    string IHasLabel.Label => $"#{Number} {From:yyyy-MM-dd}";

    public ParkId ParkId { get; private init; }
    public MicrogridId MicrogridId { get; private init; }

    /// <summary>Within the microgrid, from 1.</summary>
    public int Number { get; private init; }
    public ChangeKind Kind { get; private init; }
    public ChangeState State { get; private set; }
    public string Reason { get; private init; } = "";
    public string ProposedBy { get; private init; } = "";

    /// <summary>The same person under another name is the same person; that of an API key is whoever made the key.</summary>
    public Guid ProposerId { get; private init; }

    /// <summary>Others who had, or may have had, the key that delivered it: ids, a blank between them.</summary>
    public string KeyHolders { get; private init; } = "";
    public DateTime ProposedAt { get; private init; }

    /// <summary>The audit record of the proposal has this request id.</summary>
    public Guid ProposalRequest { get; private init; }
    public string DecidedBy { get; private set; } = "";
    public DateTime? DecidedAt { get; private set; }

    /// <summary>That of the decision; null as long as there is none.</summary>
    public Guid? DecisionRequest { get; private set; }
    public string Note { get; private set; } = "";

    /// <summary>The local days it is about; <c>To</c> is exclusive.</summary>
    public DateOnly From { get; private init; }
    public DateOnly To { get; private init; }

    /// <summary>Days of metering points.</summary>
    public int Days { get; private init; }

    /// <summary>The file of a correction.</summary>
    public ReadingImportId? ImportId { get; private init; }

    /// <summary>The change whose values before this one restores.</summary>
    public ReadingChangeId? Reverts { get; private init; }

    internal static ReadingChange Propose(Microgrid microgrid, int number, ChangeKind kind, string reason, string by, IReadOnlyList<Guid> proposers, DateTime at, Guid request,
        (DateOnly From, DateOnly To, int Count) days, ReadingImportId? import, ReadingChangeId? reverts) => new()
    {
        ParkId = microgrid.ParkId, MicrogridId = microgrid.Id, Number = number, Kind = kind, State = ChangeState.Proposed, Reason = reason, ProposedBy = by,
        ProposerId = proposers[0], KeyHolders = string.Join(' ', proposers.Skip(1)), ProposedAt = at, ProposalRequest = request, From = days.From, To = days.To, Days = days.Count, ImportId = import, Reverts = reverts,
    };

    internal Error? Approve(Microgrid microgrid, CurrentUser by, string note, DateTime at, Guid request) => Decide(ChangeState.Approved, microgrid, by, note, at, request);

    internal Error? Reject(Microgrid microgrid, CurrentUser by, string note, DateTime at, Guid request) => Decide(ChangeState.Rejected, microgrid, by, note, at, request);

    /// <summary>Whoever proposed a change may take it back, as long as nobody has decided.</summary>
    internal Error? Withdraw(CurrentUser by, DateTime at, Guid request)
    {
        if (Rule.FirstBroken(new OnlyAProposedChangeIsDecided(Number, State), new OnlyTheProposerWithdraws(ProposerId, ProposedBy, by)) is { } error) return error;
        (State, DecidedBy, DecidedAt, DecisionRequest) = (ChangeState.Withdrawn, by.Name, at, request);
        return null;
    }

    /// <summary>The change that restores what was there before has been approved.</summary>
    internal Error? Revert()
    {
        if (Rule.FirstBroken(new OnlyAnApprovedChangeIsReverted(Number, State)) is { } error) return error;
        State = ChangeState.Reverted;
        return null;
    }

    private Error? Decide(ChangeState state, Microgrid microgrid, CurrentUser by, string note, DateTime at, Guid request)
    {
        if (Rule.FirstBroken(new OnlyAProposedChangeIsDecided(Number, State), new UnderFourEyesAnotherDecides(microgrid, this, by)) is { } error) return error;
        (State, DecidedBy, DecidedAt, Note, DecisionRequest) = (state, by.Name, at, note, request);
        return null;
    }

    /// <summary>Proposed by them, or by a key that they may have used.</summary>
    internal bool IsOf(CurrentUser user) => user.Id == ProposerId || KeyHolders.Split(' ').Contains($"{user.Id}");

    internal sealed class Mapping : IEntityTypeConfiguration<ReadingChange>
    {
        public void Configure(EntityTypeBuilder<ReadingChange> builder)
        {
            builder.Property(x => x.Reason).HasMaxLength(ReasonLength);
            builder.Property(x => x.Note).HasMaxLength(ReasonLength);
            builder.Property(x => x.ProposedBy).HasMaxLength(AppUser.NameLength);
            builder.Property(x => x.KeyHolders).HasMaxLength(80);
            builder.Property(x => x.DecidedBy).HasMaxLength(AppUser.NameLength);
            builder.HasIndex(x => new { x.MicrogridId, x.Number }).IsUnique();
            builder.HasIndex(x => new { x.MicrogridId, x.State });
            builder.HasIndex(x => x.ImportId);
            builder.HasOne<Microgrid>().WithMany().HasForeignKey(x => x.MicrogridId).OnDelete(DeleteBehavior.Restrict);
            builder.HasOne<ReadingImport>().WithMany().HasForeignKey(x => x.ImportId).OnDelete(DeleteBehavior.Restrict);
            builder.HasOne<ReadingChange>().WithMany().HasForeignKey(x => x.Reverts).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
