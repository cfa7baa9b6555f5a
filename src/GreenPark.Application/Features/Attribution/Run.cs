using GreenPark.Application.Features.Microgrids;

namespace GreenPark.Application.Features.Attribution;

public readonly record struct RunId(Guid Value) : IId<RunId>
{
    public static RunId Of(Guid value) => new(value);
}

/// <summary>Queued → Running → Provisional (or Failed) → Finalising → Final → Superseded by a later run of the period.</summary>
public enum RunState { Queued, Running, Failed, Provisional, Finalising, Final, Superseded }

/// <summary>
/// One attribution of one period of a microgrid. Its inputs and results are kept whatever becomes of it.
/// <see cref="Attempt"/> fences: work that an interrupted process began cannot be stored once another has taken over.
/// </summary>
public sealed class Run : Entity<RunId>, IOfPark, IOfDays, IHasLabel
{
    private Run() { }

    string IHasLabel.Label => $"#{Number} {From:yyyy-MM-dd}";

    public ParkId ParkId { get; private init; }
    public MicrogridId MicrogridId { get; private init; }

    /// <summary>Within the microgrid, from 1.</summary>
    public int Number { get; private init; }
    public DateOnly From { get; private init; }
    public DateOnly To { get; private init; }
    public RunState State { get; private set; }

    /// <summary>Counted up each time a process takes the work on.</summary>
    public int Attempt { get; private set; }

    /// <summary>0 to 1,000,000, written while the work goes on.</summary>
    public int ProgressPpm { get; private set; }
    public string RequestedBy { get; private init; } = "";
    public DateTime RequestedAt { get; private init; }
    public DateTime? FinishedAt { get; private set; }
    public DateTime? FinalisedAt { get; private set; }
    public string FinalisedBy { get; private set; } = "";

    /// <summary>The reason given when it was finalised; there must be one where it superseded another.</summary>
    public string Reason { get; private set; } = "";

    /// <summary>Of the period's statements: 1, and one more for each superseding run.</summary>
    public int Revision { get; private set; }

    /// <summary>The final run of the period that this one replaced.</summary>
    public RunId? Supersedes { get; private set; }

    /// <summary>JSON list of the errors of a failed run, or of the last try to issue a decided one; else empty.</summary>
    [Figure] public string Failure { get; private set; } = "";

    public static Run Request(Microgrid microgrid, int number, DateOnly from, DateOnly to, CurrentUser by, DateTime at) => new()
    {
        ParkId = microgrid.ParkId, MicrogridId = microgrid.Id, Number = number, From = from, To = to, State = RunState.Queued, RequestedBy = by.Name, RequestedAt = at,
    };

    /// <summary>A process takes the run on, also one that an interrupted process left.</summary>
    public Result<int> Start()
    {
        if (Rule.FirstBroken(new OnlyAWaitingRunStarts(State)) is { } error) return error;
        (State, ProgressPpm, Attempt) = (RunState.Running, 0, Attempt + 1);
        return Attempt;
    }

    public Error? Complete(int attempt, DateTime at)
    {
        if (Rule.FirstBroken(new WorkBelongsToTheNewestAttempt(State, RunState.Running, Attempt, attempt)) is { } error) return error;
        (State, ProgressPpm, FinishedAt) = (RunState.Provisional, 1_000_000, at);
        return null;
    }

    /// <summary>A run that cannot be made has failed. One that is decided stays so: its documents are tried again, and it tells why they are late.</summary>
    public Error? Fail(int attempt, string failure, DateTime at)
    {
        var working = State == RunState.Finalising ? RunState.Finalising : RunState.Running;
        if (Rule.FirstBroken(new WorkBelongsToTheNewestAttempt(State, working, Attempt, attempt)) is { } error) return error;
        Failure = failure;
        if (working == RunState.Running) (State, FinishedAt) = (RunState.Failed, at);
        return null;
    }

    /// <summary>The decision; documents follow in the background.</summary>
    public Error? Finalise(Run? before, string reason, CurrentUser by, DateTime at)
    {
        if (Rule.FirstBroken(new OnlyAProvisionalRunIsFinalised(State), new SupersedingNeedsAReason(before, reason)) is { } error) return error;
        (State, Revision, Supersedes, Reason) = (RunState.Finalising, (before?.Revision ?? 0) + 1, before?.Id, reason);
        (FinalisedBy, FinalisedAt) = (by.Name, at);
        return null;
    }

    /// <summary>A process takes on the making of the documents.</summary>
    public Result<int> StartIssuing()
    {
        if (Rule.FirstBroken(new OnlyADecidedRunIsIssued(State)) is { } error) return error;
        return ++Attempt;
    }

    public Error? Issue(int attempt, Run? before)
    {
        if (Rule.FirstBroken(new WorkBelongsToTheNewestAttempt(State, RunState.Finalising, Attempt, attempt)) is { } error) return error;
        (State, Failure) = (RunState.Final, "");
        if (before is not null) before.State = RunState.Superseded;
        return null;
    }

    internal sealed class Mapping : IEntityTypeConfiguration<Run>
    {
        public void Configure(EntityTypeBuilder<Run> builder)
        {
            builder.Property(x => x.RequestedBy).HasMaxLength(AppUser.NameLength);
            builder.Property(x => x.FinalisedBy).HasMaxLength(AppUser.NameLength);
            builder.Property(x => x.Reason).HasMaxLength(500);
            builder.HasIndex(x => new { x.MicrogridId, x.Number }).IsUnique();
            builder.HasIndex(x => new { x.MicrogridId, x.From });
            builder.HasIndex(x => x.State);
            builder.HasOne<Microgrid>().WithMany().HasForeignKey(x => x.MicrogridId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
