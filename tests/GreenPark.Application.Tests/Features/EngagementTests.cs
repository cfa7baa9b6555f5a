using System.Text;
using GreenPark.Application.Features.Attribution.Queries;
using GreenPark.Application.Features.AuditPacks.Queries;
using GreenPark.Application.Features.Exports;
using GreenPark.Application.Features.Metering.Commands;
using GreenPark.Application.Features.Metering.Queries;
using GreenPark.Application.Features.Statements.Queries;
using GreenPark.Application.Tests.Fixture;

namespace GreenPark.Application.Tests.Features;

/// <summary>A verifier sees the months of its engagement, and of the others nothing that was measured, calculated or issued.</summary>
public sealed class EngagementTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private static readonly DateOnly January = MonthWorld.January, February = MonthWorld.February, March = MonthWorld.March;

    [Fact]
    public async Task Of_other_months_there_is_nothing()
    {
        var world = await new MonthWorld(database).Build();
        await world.Import(January, February);
        await world.Import(February, March);
        foreach (var (from, to) in ((DateOnly, DateOnly)[])[(January, February), (February, March)]) await world.Finalise((await world.Run(from, to)).Number);
        foreach (var month in (DateOnly[])[January, February]) await world.Send(new ValidateReadings(world.Park, world.Microgrid, month)).Value();
        var whole = People.VerifierOf(world.ParkId);
        var verifier = whole with { Days = new DateRange(January, February) };

        (await Count(whole)).ShouldBe(new Seen(Runs: 2, Packs: 2, Statements: 4, Imports: 2, Months: 2, January: 31, February: 28));
        (await Count(verifier)).ShouldBe(new Seen(Runs: 1, Packs: 1, Statements: 2, Imports: 1, Months: 1, January: 31, February: 0));
        await world.Send(new GetRun(world.Park, world.Microgrid, 1), verifier).Value();
        await world.Send(new GetPack(world.Park, world.Microgrid, 1, Release.Home), verifier).Value();
        // as if there were no such run, pack or statement
        var absent = await world.Send(new GetRun(world.Park, world.Microgrid, 77), verifier).Fails("run.not_found");
        (await world.Send(new GetRun(world.Park, world.Microgrid, 2), verifier).Fails(absent.Code)).Kind.ShouldBe(absent.Kind);
        await world.Send(new GetPack(world.Park, world.Microgrid, 2, Release.Home), verifier).Fails("run.not_found");
        await world.Send(new GetRunBalance(world.Park, world.Microgrid, 2, February, March), verifier).Fails("run.not_found");
        foreach (var (number, seen) in ((string, bool)[])[("mg-1-202601-forge-r1", true), ("mg-1-202602-forge-r1", false)])
        {
            await world.Send(new GetStatementFile(world.Park, number, StatementFile.Json), whole).Value();
            (await world.Send(new GetStatementFile(world.Park, number, StatementFile.Json), verifier)).IsSuccess.ShouldBe(seen, number);
        }

        async Task<Seen> Count(CurrentUser user) => new(
            (await world.Send(new ListRuns(world.Park, world.Microgrid), user).Value()).Total,
            (await world.Send(new ListPacks(world.Park), user).Value()).Total,
            (await world.Send(new ListStatements(world.Park), user).Value()).Total,
            (await world.Send(new ListImports(world.Park, world.Microgrid), user).Value()).Total,
            (await world.Send(new ListStatementMonths(world.Park), user).Value()).Count,
            await Days(user, January), await Days(user, February));

        async Task<int> Days(CurrentUser user, DateOnly month)
        {
            var days = 0;
            for (var day = month; day < month.AddMonths(1); day = day.AddDays(1))
                days += (await world.Send(new ListReadingRevisions(world.Park, world.Microgrid, "MP-F", day), user).Value()).Count;
            return days;
        }
    }

    /// <summary>What is not shown is not missing either: a gap is told of the months of the engagement only.</summary>
    [Fact]
    public async Task Of_other_months_no_reading_is_missing_and_no_work_is_open()
    {
        var world = await new MonthWorld(database).Build();
        await world.Import(January, January.AddDays(30));
        await world.Import(February, February.AddDays(20));
        var whole = People.VerifierOf(world.ParkId);
        var (verifier, early) = (whole with { Days = new DateRange(January, February) }, whole with { Days = new DateRange(January.AddMonths(-12), January.AddMonths(-11)) });

        (await Told(whole)).ShouldBe("2026-02 2026-01 | 2026-01 2026-02 | 1 1");
        (await Told(verifier)).ShouldBe("2026-01 | 2026-01 | 1 0");
        (await Told(early)).ShouldBe(" |  | 0 0");
        var foreign = await world.Send(new GetCompleteness(world.Park, world.Microgrid, February), verifier).Value();
        (foreign.Points.Count, foreign.Total, foreign.FinalDays.Count).ShouldBe((0, default, 0));
        Encoding.UTF8.GetString((await world.Send(new GetMissingList(world.Park, world.Microgrid, February), verifier).Value()).Content).Trim().ShouldBe(GetMissingList.Header);
        (await world.Send(new GetDayCurve(world.Park, world.Microgrid, "MP-F", February.AddDays(25)), verifier).Value()).IsNeeded.ShouldBeFalse();

        async Task<string> Told(CurrentUser user) =>
            $"{Months((await world.Send(new GetCoverage(world.Park, world.Microgrid), user).Value()).Select(x => x.First))} | {Months((await world.Send(new ListOpenWork(world.Park), user).Value()).Select(x => x.Month))}"
            + $" | {await Missing(user, January)} {await Missing(user, February)}";

        async Task<int> Missing(CurrentUser user, DateOnly month) => (await world.Send(new ListMissingReadings(world.Park, world.Microgrid, month), user).Value()).Count;

        static string Months(IEnumerable<DateOnly> months) => string.Join(' ', months.Select(x => $"{x:yyyy-MM}"));
    }

    /// <summary>A day says where it came from, also where that brought days of other months.</summary>
    [Fact]
    public async Task A_file_that_goes_beyond_the_months_is_seen_with_the_days_of_them()
    {
        var world = await new MonthWorld(database).Build();
        await world.Import(January, March);
        var verifier = People.VerifierOf(world.ParkId) with { Days = new DateRange(January, February) };
        (await world.Send(new ListReadingRevisions(world.Park, world.Microgrid, "MP-F", January), verifier).Value()).ShouldHaveSingleItem();
        await world.Send(new GetDayCurve(world.Park, world.Microgrid, "MP-F", January), verifier).Value();
        (await world.Send(new ListReadingRevisions(world.Park, world.Microgrid, "MP-F", February), verifier).Value()).ShouldBeEmpty();
    }

    private sealed record Seen(int Runs, int Packs, int Statements, int Imports, int Months, int January, int February);
}
