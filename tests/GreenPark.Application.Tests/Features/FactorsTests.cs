using GreenPark.Application.Features.Factors;
using GreenPark.Application.Features.Factors.Commands;
using GreenPark.Application.Features.Factors.Queries;
using GreenPark.Application.Features.Microgrids;
using GreenPark.Application.Features.Microgrids.Commands;
using GreenPark.Application.Tests.Fixture;

namespace GreenPark.Application.Tests.Features;

public sealed class FactorsTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private readonly World world = new(database);

    private static AddFactor Own(string code, string supersedes = "", FactorKind kind = FactorKind.Average, FactorFamily family = FactorFamily.Operational) =>
        new AddFactor(code, FactorScope.Province, "330000", "Zhejiang, own", "浙江", 2024, kind, family, 512.3456m, "Somebody", "A letter", supersedes);

    /// <summary>Of a year that no other test lists: they share a database.</summary>
    private const int OursYear = 2021;

    private static AddFactor Ours(string code, string supersedes = "") => Own(code, supersedes) with { Year = OursYear };

    [Fact]
    public async Task The_library_is_seeded_once_with_its_sources()
    {
        await world.Send(new SeedFactorLibrary()).Value();
        (await world.Send(new SeedFactorLibrary()).Value()).ShouldBe(0);
        (await world.Send(new ListFactors(Take: 500)).Value()).Total.ShouldBeGreaterThanOrEqualTo(FactorLibrary.Read().Count());
        FactorLibrary.Read().Count().ShouldBe(85);

        var nation = (await world.Send(new ListFactors("CN", 2023, FactorKind.Average)).Value()).Items.Single();
        (nation.Code, nation.Value.Grams, nation.Family, nation.Confidence).ShouldBe(("CN-2023-average", 530.6m, FactorFamily.Operational, FactorConfidence.OfficialCopy));
        nation.Publisher.ShouldBe("MEE & NBS");
        nation.Source.ShouldContain("https://www.mee.gov.cn/");
        var solar = (await world.Send(new ListFactors("SRC-PV", Family: FactorFamily.Lifecycle)).Value()).Items.Single();
        (solar.Value.Grams, solar.Scope).ShouldBe((54.5m, FactorScope.Source));
    }

    [Fact]
    public async Task An_entry_is_found_by_its_code()
    {
        await world.Send(new SeedFactorLibrary()).Value();
        (await world.Send(new GetFactor("CN-2023-average")).Value()).Value.Grams.ShouldBe(530.6m);
        await world.Send(new GetFactor("none")).Fails("factor.not_found");
    }

    [Fact]
    public void Every_line_of_the_library_is_exact_and_its_code_unique()
    {
        FactorLibrary.Read().Select(x => x.Code.Key).ShouldBeUnique();
        FactorLibrary.Read().ShouldAllBe(x => x.Value.Units > 0 && x.Value.Units % 1000 == 0);   // four decimals of kg are one decimal of g
        FactorLibrary.Read().ShouldAllBe(x => (x.Family == FactorFamily.Lifecycle) == (x.Kind == FactorKind.Lifecycle));
    }

    [Fact]
    public async Task An_own_entry_supersedes_another_once()
    {
        await world.Send(Own("own-1")).Value();
        await world.Send(Own("own-2", supersedes: "own-1")).Value();
        (await world.Send(Own("own-3", supersedes: "own-1")).Fails("factor.superseded_already")).Field.ShouldBe("Supersedes");
        await world.Send(Own("own-4", supersedes: "none")).Fails("factor.not_found");
        await world.Send(Own("OWN-1")).Fails("code.taken");
        await world.Send(Own("own-5", kind: FactorKind.Lifecycle)).Fails("factor.wrong_family");
        await world.Send(Own("own-6") with { Value = 0.00001m }).Fails("factor.malformed");

        var current = await world.Send(new ListFactors("330000", 2024)).Value();
        current.Items.Select(x => (x.Code, x.Supersedes)).ShouldBe([("own-2", "own-1")]);
        current.Items.Single().Value.Grams.ShouldBe(512.3456m);
        (await world.Send(new ListFactors("330000", 2024, WithSuperseded: true)).Value()).Items.Count(x => x.IsSuperseded).ShouldBe(1);
    }

    [Fact]
    public async Task An_own_entry_whose_code_only_looks_like_the_librarys_stops_no_start()
    {
        await using var fresh = new TestDatabase();
        await fresh.InitializeAsync();
        await fresh.Sender.Send(Own("cn-2023-AVERAGE"), People.Administrator).Value();
        (await fresh.Sender.Send(new SeedFactorLibrary(), CurrentUser.System).Value()).ShouldBe(FactorLibrary.Read().Count() - 1);
    }

    [Fact]
    public async Task Who_keeps_one_park_supersedes_no_entry_that_all_parks_use()
    {
        await world.Send(new SeedFactorLibrary()).Value();
        var officer = People.OfficerOf((await world.Park()).Id);
        (await world.Send(Own("officers-1", supersedes: "320000-2023-average"), officer).Fails("factor.of_all_parks")).Kind.ShouldBe(ErrorKind.Forbidden);
        await world.Send(Own("officers-2") with { Region = "320000" }, officer).Value();
        await world.Send(Own("central-1", supersedes: "320000-2023-average") with { Region = "320000" }).Value();
    }

    [Fact]
    public async Task An_own_entry_is_one_parks_alone()
    {
        await world.Send(new SeedFactorLibrary()).Value();
        var (here, there) = (await world.Microgrid(), await world.Microgrid());
        var (one, other) = (People.OperatorOf(here.ParkId), People.OperatorOf(there.ParkId));
        await world.Send(Ours("ours") with { Value = 111m }, one).Value();
        // of another park it is neither seen nor superseded, nor is its code taken
        await world.Send(new GetFactor("ours"), other).Fails("factor.not_found");
        await world.Send(Ours("theirs", supersedes: "ours"), other).Fails("factor.not_found");
        (await world.Send(new ListFactors(WithSuperseded: true, Take: 500), other).Value()).Items.ShouldAllBe(x => x.Park == null);
        await world.Send(new ChooseFactors(there.Park, MicrogridScene.Code, await there.Version(), new DateOnly(2026, 1, 1), "ours"), other).Fails("factor.not_found");
        await world.Send(Ours("ours") with { Value = 222m }, other).Value();
        await world.Send(Ours("ours-2", supersedes: "ours"), other).Value();

        var seen = (await world.Send(new ListFactors("330000", OursYear), one).Value()).Items.Single(x => x.Park is not null);
        (seen.Code, seen.Value.Grams, seen.Park, seen.IsSuperseded).ShouldBe(("ours", 111m, here.Park, false));
        await world.Send(Ours("OURS"), one).Fails("code.taken");
        await world.Send(Ours("CN-2023-AVERAGE"), one).Fails("code.taken");
        // whoever keeps all parks chooses for a park what that park has
        foreach (var (scene, grams) in ((MicrogridScene, decimal)[])[(here, 111m), (there, 222m)])
        {
            await world.Send(new ChooseFactors(scene.Park, MicrogridScene.Code, await scene.Version(), new DateOnly(2026, 1, 1), "ours")).Value();
            (await database.Look(db => (from choice in db.Set<FactorChoice>() join factor in db.FactorEntries on choice.GridAverageId equals factor.Id where choice.ParkId == scene.ParkId select factor.Value)
                .SingleAsync())).Grams.ShouldBe(grams);
        }
        await world.Send(new GetFactor("ours")).Fails("factor.not_found");
        (await world.Send(new ListFactors("330000", OursYear)).Value()).Items.Select(x => x.Park).ShouldBe([here.Park, there.Park], ignoreOrder: true);
    }

    /// <summary>A later library may bring a code that a park has chosen for itself: for that park its own stays what the code means.</summary>
    [Fact]
    public async Task A_code_that_the_library_brings_later_means_the_own_entry_to_its_park_only()
    {
        await using var fresh = new TestDatabase();
        await fresh.InitializeAsync();
        var world = new World(fresh);
        var (here, there) = (await world.Microgrid(), await world.Microgrid());
        await world.Send(Own("CN-2023-average") with { Value = 111m }, People.OperatorOf(here.ParkId)).Value();
        (await fresh.Sender.Send(new SeedFactorLibrary(), CurrentUser.System).Value()).ShouldBe(FactorLibrary.Read().Count());
        (await world.Send(new GetFactor("CN-2023-average"), People.OperatorOf(here.ParkId)).Value()).Value.Grams.ShouldBe(111m);
        (await world.Send(new GetFactor("CN-2023-average"), People.OperatorOf(there.ParkId)).Value()).Value.Grams.ShouldBe(530.6m);
        (await world.Send(new GetFactor("CN-2023-average")).Value()).Value.Grams.ShouldBe(530.6m);
    }

    [Fact]
    public async Task A_verifier_reads_and_does_not_write()
    {
        var verifier = People.VerifierOf(Id.New<ParkId>());
        await world.Send(new ListFactors(), verifier).Value();
        await world.Send(Own("no"), verifier).Fails("user.not_allowed");
        await world.Send(Own("yes") with { Region = "310000" }, People.OfficerOf((await world.Park()).Id)).Value();
    }
}
