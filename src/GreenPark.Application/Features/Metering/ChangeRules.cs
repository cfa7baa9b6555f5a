using GreenPark.Application.Features.Microgrids;

namespace GreenPark.Application.Features.Metering;

internal sealed class OnlyAProposedChangeIsDecided(int number, ChangeState state) : Rule
{
    public override Error? Check() => state == ChangeState.Proposed ? null : Error.RuleBroken("change.not_proposed", number, state);
}

internal sealed class OnlyAnApprovedChangeIsReverted(int number, ChangeState state) : Rule
{
    public override Error? Check() => state == ChangeState.Approved ? null : Error.RuleBroken("change.not_approved", number, state);
}

/// <summary>Who proposes cannot decide, where the microgrid says so.</summary>
internal sealed class UnderFourEyesAnotherDecides(Microgrid microgrid, ReadingChange change, CurrentUser decider) : Rule
{
    public override Error? Check() => microgrid.FourEyes && change.IsOf(decider) ? Error.RuleBroken("change.needs_another", microgrid.Code.Value) : null;
}

internal sealed class OnlyTheProposerWithdraws(Guid proposer, string name, CurrentUser user) : Rule
{
    public override Error? Check() => user.Id == proposer ? null : Error.RuleBroken("change.of_another", name);
}

/// <summary>Readings of days to come would be of energy that nobody has used.</summary>
internal sealed class OnlyDaysThatHaveComeAreChanged(DateOnly day, DateOnly today) : Rule
{
    public override Error? Check() => day <= today ? null : Error.RuleBroken("change.in_the_future", day, today);
}
