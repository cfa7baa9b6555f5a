using GreenPark.Application.Features.Attribution;
using GreenPark.Application.Features.Metering.Queries;
using GreenPark.Web.Features.Metering;

namespace GreenPark.Web.Tests.Features;

/// <summary>What is told to be done once a change is approved.</summary>
public sealed class ChangeOutcomeTests
{
    private static readonly DateOnly January = new(2026, 1, 1), February = new(2026, 2, 1);

    [Fact]
    public void The_newest_run_of_each_period_says_what_is_to_be_done()
    {
        Text().ShouldBe("changes.outcomeNone");
        Text((January, RunState.Provisional)).ShouldBe("changes.outcomeToDecide");
        Text((January, RunState.Provisional), (January, RunState.Final)).ShouldBe("changes.outcomeDone", "nobody will make the first one final");
        Text((January, RunState.Final), (January, RunState.Provisional)).ShouldBe("changes.outcomeToDecide");
        Text((January, RunState.Final), (February, RunState.Provisional)).ShouldBe("changes.outcomeToDecide");
        Text((January, RunState.Provisional), (January, RunState.Failed)).ShouldBe("changes.outcomeFailed");
        Text((January, RunState.Failed), (January, RunState.Queued)).ShouldBe("changes.outcomeAtWork");
    }

    [Theory]
    [InlineData(RunState.Provisional, "changes.outcomeUndecided")]
    [InlineData(RunState.Failed, "changes.outcomeBroken")]
    [InlineData(RunState.Final, "changes.outcomeDone")]
    public void Who_makes_no_run_final_is_told_who_does(RunState state, string text) => ChangeOutcome.TextOf(Runs((January, state)), canEdit: false).ShouldBe(text);

    private static string Text(params (DateOnly From, RunState State)[] runs) => ChangeOutcome.TextOf(Runs(runs), canEdit: true);

    private static IReadOnlyList<GetChange.OfRun> Runs(params (DateOnly From, RunState State)[] runs) =>
        [.. runs.Select((x, i) => new GetChange.OfRun(i + 1, x.From, x.From.AddMonths(1), x.State, null, 0, []))];
}
