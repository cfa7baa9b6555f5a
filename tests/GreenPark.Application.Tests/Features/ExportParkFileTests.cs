using System.Text;
using System.Text.Json;
using GreenPark.Application.Features.Contracts.Commands;
using GreenPark.Application.Features.Metering;
using GreenPark.Application.Features.Metering.Commands;
using GreenPark.Application.Features.Microgrids;
using GreenPark.Application.Features.Microgrids.Commands;
using GreenPark.Application.Features.Microgrids.ParkFiles;
using GreenPark.Application.Features.Microgrids.Queries;
using GreenPark.Application.Tests.Fixture;
using GreenPark.Engine.Evidence;
using GreenPark.Engine.Parks;

namespace GreenPark.Application.Tests.Features;

/// <summary>What the registers export, the engine's own reader must accept, with the same content.</summary>
public sealed class ExportParkFileTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private readonly World world = new(database);
    private static readonly DateOnly March = new(2026, 3, 1);
    private static readonly DateOnly April = new(2026, 4, 1);

    private Task<Result<ParkFileText>> Export(MicrogridScene scene, DateOnly from, DateOnly to) =>
        world.Send(new ExportParkFile(scene.Park, "mg-1", from, to));

    private static async Task<ParkFile> Read(Task<Result<ParkFileText>> export)
    {
        var text = await export.Value();
        CanonicalJson.IsCanonical(text.Json).ShouldBeTrue();
        var read = ParkFileReader.Read(text.Json, "park.json");
        read.IsSuccess.ShouldBeTrue(string.Join("\n", read.Errors) + Encoding.UTF8.GetString(text.Json));
        return read.Value;
    }

    [Fact]
    public async Task Without_an_english_name_the_chinese_one_stands_in_the_file()
    {
        var scene = await Scene();
        var version = await world.VersionOfTenant(scene.Park, "forge");
        await world.Send(new Application.Features.Tenants.Commands.UpdateTenant(scene.Park, "forge", version, World.Fields(""))).Value();
        await world.Send(new UpdateMicrogrid(scene.Park, "mg-1", await scene.Version(), new MicrogridFields("", "海港直连"))).Value();
        var file = await Read(Export(scene, March, April));
        file.Microgrid.Name.ShouldBe("海港直连");
        file.Microgrid.Members.Single(x => x.Code == "forge").Name.ShouldBe("锻造");
    }

    private async Task<MicrogridScene> Scene()
    {
        var scene = await world.Microgrid();
        await scene.Unit("wind-1", Technology.Wind, factor: 11.5m, order: 2);
        await scene.Unit("pv-1", order: 1);
        await scene.Unit("pv-late", from: April);
        await scene.Storage();
        await scene.Member("mould", order: 2, baseline: 585.6m);
        await scene.Member("forge", order: 1);
        await scene.Member("joiner", from: March.AddDays(9));
        await scene.Member("leaver", to: March);
        await scene.Factors(new DateOnly(2026, 1, 1));
        await scene.Point("MP-PV", Measurand.Generation, new MeteringFields.Part("pv-1")).Value();
        await scene.Point("MP-W", Measurand.Generation, new MeteringFields.Part("wind-1")).Value();
        await scene.Point("MP-PVL", Measurand.Generation, new MeteringFields.Part("pv-late")).Value();
        await scene.Point("MP-F", Measurand.Consumption, new MeteringFields.Part("forge")).Value();
        await scene.Point("MP-SUB", Measurand.Consumption, new("mould"), new("joiner", -1)).Value();
        await scene.Point("MP-J", Measurand.Consumption, new MeteringFields.Part("joiner")).Value();
        await scene.Point("MP-L", Measurand.Consumption, new MeteringFields.Part("leaver")).Value();
        foreach (var (code, measures) in ((string, Measurand)[])[("MP-CH", Measurand.Charge), ("MP-DIS", Measurand.Discharge), ("MP-IMP", Measurand.Import), ("MP-EXP", Measurand.Export), ("MP-CUR", Measurand.Curtailment)])
            await scene.Point(code, measures).Value();
        await scene.Draft("jp-1", "storage", "wind-1", "pv-1", "pv-late").Value();
        await scene.Join("jp-1", "mould", 300_000).Value();
        await scene.Join("jp-1", "forge", 400_000, to: March.AddDays(20)).Value();
        await scene.Join("jp-1", "joiner", 200_000).Value();
        await scene.Sign("jp-1").Value();
        await scene.Draft("jp-draft", "pv-1").Value();
        return scene;
    }

    [Fact]
    public async Task The_engine_reads_what_the_registers_say()
    {
        var scene = await Scene();
        var file = await Read(Export(scene, March, April));
        var microgrid = file.Microgrid;

        (file.Park!.Code, file.Park.NameZh).ShouldBe((scene.Park, "海港园区"));
        microgrid.Sources.Select(x => $"{x.Code} {x.Technology} {x.Factor}").ShouldBe(["pv-1 solar 0", "wind-1 wind 11.5"]);   // pv-late starts later
        microgrid.Members.Select(x => x.Code).ShouldBe(["forge", "mould", "joiner"]);   // register order, without the leaver
        microgrid.Members[1].BaselineFactor!.Value.Grams.ShouldBe(585.6m);
        (microgrid.Storage!.EfficiencyPpm, microgrid.Storage.OpeningGreenWh, microgrid.Storage.OpeningOtherWh).ShouldBe((880_000, 5, 7));
        (microgrid.Factors.GridAverage.Grams, microgrid.Factors.Residual!.Value.Grams, microgrid.Factors.Family).ShouldBe((530.6m, 609.6m, FactorFamily.Operational));
        microgrid.Factors.Provenance.ShouldContain("Notice 2025 No.47");
        microgrid.Factors.Provenance.Split("https://").Length.ShouldBe(2, "both factors are of one notice");
        microgrid.Factors.Provenance.ShouldEndWith("(CN 2023, CN-2023-average; CN 2023, CN-2023-residual)");
        microgrid.Contracts.Select(x => x.Code).ShouldBe(["jp-1"]);   // drafts count for nothing
    }

    [Fact]
    public async Task Parts_count_only_while_their_member_or_unit_is_registered()
    {
        var microgrid = (await Read(Export(await Scene(), March, April))).Microgrid;
        var joined = March.AddDays(9);
        Show("MP-SUB").ShouldBe([$"..{joined:yyyy-MM-dd} mould+1", $"{joined:yyyy-MM-dd}.. mould+1 joiner-1"]);
        Show("MP-J").ShouldBe([$"{joined:yyyy-MM-dd}.. joiner+1"]);
        Show("MP-L").ShouldBeEmpty();
        Show("MP-PVL").ShouldBeEmpty();
        Show("MP-IMP").ShouldBe([".. "]);

        var contract = microgrid.Contracts.Single();
        contract.Sources.ShouldBe(["pv-1", "wind-1", "storage"]);
        contract.Members.Select(x => $"{x.Code} {x.SharePpm} {x.Valid.From:yyyy-MM-dd}..{x.Valid.To:yyyy-MM-dd}")
            .ShouldBe(["forge 400000 ..2026-03-21", "mould 300000 ..", "joiner 200000 2026-03-10.."]);

        IEnumerable<string> Show(string code) => microgrid.MeteringPoints.Where(x => x.Code == code)
            .Select(x => $"{x.Valid.From:yyyy-MM-dd}..{x.Valid.To:yyyy-MM-dd} {string.Join(' ', x.Parts.Select(p => $"{p.Of}{p.Sign:+0;-0}"))}");
    }

    [Fact]
    public async Task What_changes_later_does_not_change_the_file_of_an_earlier_period()
    {
        var scene = await Scene();
        var before = await Export(scene, March, April).Value();
        before.Sha256.ShouldBe(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(before.Json)));

        await world.Send(new EndContract(scene.Park, "mg-1", "jp-1", (await scene.Contract("jp-1")).Version, April.AddDays(5))).Value();
        await world.Send(new EndMembership(scene.Park, "mg-1", await scene.Version(), "mould", April.AddMonths(1))).Value();
        await scene.Member("newcomer", from: April);
        await world.Send(new ChooseFactors(scene.Park, "mg-1", await scene.Version(), April, "330000-2023-average")).Value();
        (await Export(scene, March, April).Value()).Sha256.ShouldBe(before.Sha256);

        var april = await Read(Export(scene, April, April.AddMonths(1)));
        april.Microgrid.Sources.Select(x => x.Code).ShouldBe(["pv-1", "wind-1", "pv-late"]);
        april.Microgrid.Members.Select(x => x.Code).ShouldContain("newcomer");
        april.Microgrid.Contracts.Single().Valid.ShouldBe(new DateRange(null, April.AddDays(5)));
        april.Microgrid.Factors.Residual.ShouldBeNull();
    }

    [Fact]
    public async Task The_opening_balance_of_a_run_replaces_the_registers()
    {
        var scene = await Scene();
        var json = await database.Look(async db =>
        {
            var microgrid = await db.Microgrids.Include(x => x.Units).Include(x => x.Memberships).Include(x => x.FactorChoices).Include(x => x.Storage)
                .SingleAsync(x => x.ParkId == scene.ParkId);
            return (await new ParkFileExport(db).BuildAsync(microgrid, new DateRange(March, April), new PoolBalance(11, 13), CancellationToken.None)).Value.Json;
        });
        var storage = JsonDocument.Parse(json).RootElement.GetProperty("microgrid").GetProperty("storage");
        (storage.GetProperty("openingGreenWh").GetInt64(), storage.GetProperty("openingOtherWh").GetInt64()).ShouldBe((11, 13));
    }

    [Fact]
    public async Task Without_factors_there_is_no_file()
    {
        var scene = await Scene();
        (await Export(scene, new DateOnly(2025, 12, 1), new DateOnly(2026, 1, 1)).Fails("microgrid.no_factors")).Kind.ShouldBe(ErrorKind.RuleBroken);
        await Export(scene, April, March).Fails("dates.empty_range");
    }

    [Fact]
    public async Task An_off_grid_microgrid_needs_no_interface_meters()
    {
        var scene = await world.Microgrid(MicrogridType.OffGrid);
        await scene.Factors(March);
        (await Read(Export(scene, March, April))).Microgrid.OffGrid.ShouldBeTrue();
        await world.Send(new ExportParkFile(scene.Park, "mg-1", March, April), People.Of(scene.ParkId, Id.New<TenantId>())).Fails("user.not_allowed");
    }
}
