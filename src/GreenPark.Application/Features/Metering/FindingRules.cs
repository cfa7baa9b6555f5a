namespace GreenPark.Application.Features.Metering;

internal sealed class OnlyAnOpenFindingIsTaken(int number, FindingState state) : Rule
{
    public override Error? Check() => state == FindingState.Open ? null : Error.RuleBroken("finding.not_open", number, state);
}

internal sealed class OnlyAPendingFindingIsAccepted(int number, FindingState state) : Rule
{
    public override Error? Check() => state is FindingState.Open or FindingState.InWork ? null : Error.RuleBroken("finding.not_pending", number, state);
}

/// <summary>A resolved finding is gone: only a validation that finds it again can open it.</summary>
internal sealed class OnlyAHeldFindingIsReopened(int number, FindingState state) : Rule
{
    public override Error? Check() => state is FindingState.InWork or FindingState.Accepted ? null : Error.RuleBroken("finding.not_held", number, state);
}

/// <summary>Of days to come nothing can be missing.</summary>
internal sealed class OnlyAMonthThatHasBegunIsValidated(DateOnly month, DateOnly today) : Rule
{
    public override Error? Check() => month < today ? null : Error.RuleBroken("validation.month_to_come", month, today);
}
