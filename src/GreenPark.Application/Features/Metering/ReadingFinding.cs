using System.Text.Json;
using GreenPark.Application.Features.Microgrids;
using GreenPark.Engine.Validation;

namespace GreenPark.Application.Features.Metering;

public readonly record struct ReadingFindingId(Guid Value) : IId<ReadingFindingId>
{
    public static ReadingFindingId Of(Guid value) => new(value);
}

/// <summary>
/// Open → InWork (someone's) → Accepted (with the reason) or Resolved: a later validation does not find it any more. Found again, a
/// resolved one, or an accepted one that has become another, is open again.
/// </summary>
public enum FindingState { Open, InWork, Accepted, Resolved }

/// <summary>Something that the validation of a month noticed, as work that someone takes. It keeps its number however often the month is validated.</summary>
public sealed class ReadingFinding : Entity<ReadingFindingId>, IOfWholePark, IHasLabel, IOfPark, IOfMonth
{
    public const int ReasonLength = 500, CodeLength = 32;

    private ReadingFinding() { }

    string IHasLabel.Label => $"#{Number} {Rule}";

    public ParkId ParkId { get; private init; }
    public MicrogridId MicrogridId { get; private init; }

    /// <summary>Within the microgrid, from 1.</summary>
    public int Number { get; private init; }

    /// <summary>First day of the month that was validated.</summary>
    public DateOnly Month { get; private init; }
    public string Rule { get; private init; } = "";
    public string Kind { get; private init; } = "";

    /// <summary>Codes of metering points, a JSON array.</summary>
    public string Points { get; private init; } = "[]";
    public Severity Severity { get; private set; }
    public int FirstInterval { get; private set; }
    public int EndInterval { get; private set; }
    public DateOnly FirstDay { get; private set; }
    public DateOnly LastDay { get; private set; }

    /// <summary>Day of what was measured: of several places, that of the largest.</summary>
    public DateOnly FiguresDay { get; private set; }

    /// <summary>An end lies in an hour that comes twice, and its sentence says which.</summary>
    public bool ComesTwice { get; private set; }
    public string FirstLabel { get; private set; } = "";
    public string LastLabel { get; private set; } = "";
    [Figure] public int Intervals { get; private set; }
    public int Places { get; private set; }
    [Figure] public long Measured { get; private set; }
    [Figure] public long Threshold { get; private set; }
    public FindingUnit Unit { get; private set; }

    /// <summary>What the sentence says besides, a JSON array of texts and amounts.</summary>
    [Figure] public string Extra { get; private set; } = "[]";

    public FindingState State { get; private set; }

    /// <summary>Who has taken or accepted it; empty while it is open.</summary>
    public string Owner { get; private set; } = "";

    /// <summary>Why it was accepted; kept when it comes back.</summary>
    public string Reason { get; private set; } = "";
    public DateTime FoundAt { get; private init; }

    /// <summary>When its state last became another.</summary>
    public DateTime StateAt { get; private set; }

    internal static ReadingFinding Of(Microgrid microgrid, int number, DateOnly month, Finding finding, DateTime at)
    {
        var made = new ReadingFinding
        {
            ParkId = microgrid.ParkId, MicrogridId = microgrid.Id, Number = number, Month = month, Rule = finding.Rule, Kind = finding.Kind, Points = PointsOf(finding), FoundAt = at, StateAt = at,
        };
        made.Describe(finding);
        return made;
    }

    internal static string PointsOf(Finding finding) => JsonSerializer.Serialize(finding.Points.ToArray());

    /// <summary>The finding as the engine told it, which says its sentence in either language.</summary>
    internal Finding ToFinding() => new(Rule, Severity, [.. Texts(Points)], FirstInterval, EndInterval, FirstDay, LastDay, FirstLabel, LastLabel, Intervals, Measured, Threshold, Unit, Kind, FindingExtra.Read(Extra), Places) { FiguresDay = FiguresDay, ComesTwice = ComesTwice };

    /// <summary>A validation has found it again.</summary>
    /// <returns>Whether it is open again.</returns>
    internal bool FindAgain(Finding finding, DateTime at)
    {
        var differs = Describe(finding);
        if (State != FindingState.Resolved && !(State == FindingState.Accepted && differs)) return false;
        (State, Owner, StateAt) = (FindingState.Open, "", at);
        return true;
    }

    /// <summary>A validation of its month has not found it any more.</summary>
    internal bool Resolve(DateTime at)
    {
        if (State == FindingState.Resolved) return false;
        (State, StateAt) = (FindingState.Resolved, at);
        return true;
    }

    internal Error? Take(CurrentUser by, DateTime at)
    {
        if (Platform.Data.Rule.FirstBroken(new OnlyAnOpenFindingIsTaken(Number, State)) is { } error) return error;
        (State, Owner, StateAt) = (FindingState.InWork, by.Name, at);
        return null;
    }

    internal Error? Accept(CurrentUser by, string reason, DateTime at)
    {
        if (Platform.Data.Rule.FirstBroken(new OnlyAPendingFindingIsAccepted(Number, State)) is { } error) return error;
        (State, Owner, Reason, StateAt) = (FindingState.Accepted, by.Name, reason, at);
        return null;
    }

    internal Error? Reopen(DateTime at)
    {
        if (Platform.Data.Rule.FirstBroken(new OnlyAHeldFindingIsReopened(Number, State)) is { } error) return error;
        (State, Owner, StateAt) = (FindingState.Open, "", at);
        return null;
    }

    /// <returns>Whether span, severity or figures are others than before.</returns>
    private bool Describe(Finding finding)
    {
        var extra = FindingExtra.Write(finding.Extra);
        var before = (Severity, FirstInterval, EndInterval, Intervals, Places, Measured, Threshold, Unit, Extra);
        (Severity, FirstInterval, EndInterval, FirstDay, LastDay) = (finding.Severity, finding.FirstInterval, finding.EndInterval, finding.FirstDay, finding.LastDay);
        (FiguresDay, ComesTwice) = (finding.FiguresDay, finding.ComesTwice);
        (FirstLabel, LastLabel, Intervals, Places) = (finding.From, finding.Last, finding.Intervals, finding.Places);
        (Measured, Threshold, Unit, Extra) = (finding.Measured, finding.Threshold, finding.Unit, extra);
        return before != (Severity, FirstInterval, EndInterval, Intervals, Places, Measured, Threshold, Unit, Extra);
    }

    private static string[] Texts(string json) => JsonSerializer.Deserialize<string[]>(json)!;

    internal sealed class Mapping : IEntityTypeConfiguration<ReadingFinding>
    {
        public void Configure(EntityTypeBuilder<ReadingFinding> builder)
        {
            builder.Property(x => x.Rule).HasMaxLength(CodeLength);
            builder.Property(x => x.Kind).HasMaxLength(CodeLength);
            builder.Property(x => x.FirstLabel).HasMaxLength(CodeLength);
            builder.Property(x => x.LastLabel).HasMaxLength(CodeLength);
            builder.Property(x => x.Owner).HasMaxLength(AppUser.NameLength);
            builder.Property(x => x.Reason).HasMaxLength(ReasonLength);
            builder.HasIndex(x => new { x.MicrogridId, x.Number }).IsUnique();
            builder.HasIndex(x => new { x.MicrogridId, x.Month, x.State });
            builder.HasOne<Microgrid>().WithMany().HasForeignKey(x => x.MicrogridId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
