namespace GreenPark.Application.Features.Attribution;

internal sealed class OnlyAWaitingRunStarts(RunState state) : Rule
{
    public override Error? Check() => state is RunState.Queued or RunState.Running ? null : Error.RuleBroken("run.not_waiting", state);
}

/// <summary>Two processes may both have worked on a run after an interruption; only what the later one made is stored.</summary>
internal sealed class WorkBelongsToTheNewestAttempt(RunState state, RunState expected, int newest, int attempt) : Rule
{
    public override Error? Check() => state == expected && newest == attempt ? null : Error.Conflict("run.taken_over", attempt, newest);
}

internal sealed class OnlyAProvisionalRunIsFinalised(RunState state) : Rule
{
    public override Error? Check() => state == RunState.Provisional ? null : Error.RuleBroken("run.not_provisional", state);
}

internal sealed class OnlyAProvisionalRunIsPreviewed(RunState state) : Rule
{
    public override Error? Check() => state == RunState.Provisional ? null : Error.RuleBroken("run.no_preview", state);
}

/// <summary>A statement is about energy that was used: a period that goes on cannot be final.</summary>
internal sealed class OnlyAPeriodThatIsOverIsFinalised(DateOnly to, DateOnly today) : Rule
{
    public override Error? Check() => to <= today ? null : Error.RuleBroken("run.not_over", to.AddDays(-1), today);
}

internal sealed class OnlyADecidedRunIsIssued(RunState state) : Rule
{
    public override Error? Check() => state == RunState.Finalising ? null : Error.RuleBroken("run.not_decided", state);
}

internal sealed class SupersedingNeedsAReason(Run? before, string reason) : Rule
{
    public override Error? Check() => before is null || !string.IsNullOrWhiteSpace(reason) ? null : Error.RuleBroken("run.reason_missing", before.Number).In("Reason");
}
