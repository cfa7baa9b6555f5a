using GreenPark.Application.Features.Contracts;
using GreenPark.Application.Features.Contracts.Commands;
using GreenPark.Application.Features.Contracts.Queries;
using GreenPark.Application.Features.DataAccess;
using GreenPark.Application.Features.DataAccess.Commands;
using GreenPark.Application.Features.DataAccess.Queries;
using GreenPark.Application.Features.Factors.Commands;
using GreenPark.Application.Features.Identity;
using GreenPark.Application.Features.Identity.Commands;
using GreenPark.Application.Features.Metering;
using GreenPark.Application.Features.Metering.Commands;
using GreenPark.Application.Features.Microgrids;
using GreenPark.Application.Features.Microgrids.Commands;
using GreenPark.Application.Features.Microgrids.Queries;
using GreenPark.Application.Features.Parks.Commands;
using GreenPark.Application.Features.Tenants;
using GreenPark.Application.Features.Tenants.Commands;
using GreenPark.Application.Features.Tenants.Queries;

namespace GreenPark.Application.Features.Demo;

/// <summary>
/// The registers of the demo park, entered through the ordinary commands. Interrupted, it is simply done again: what is there
/// already is passed over; the contract signed last says that all is there.
/// </summary>
public sealed class DemoPark(Sender sender, DemoClock clock)
{
    public const string Code = "harbour", Microgrid = "harbour-mg";

    private const string Pv = "pv-1", Wind = "wt-1", Storage = "storage", AllMembers = "joint-2025", WindFirst = "wind-2026", LateJoiner = "castings", Discreet = "datacentre";

    private static readonly DateOnly Registered = new(2025, 9, 13), Signed = new(2025, 9, 27), NewYear = new(2026, 1, 1), Joined = new(2026, 3, 1);

    private static readonly string[] DoneBefore =
    [
        "code.taken", "tenant.credit_code_taken", "user.email_taken", "microgrid.member_already", "microgrid.factors_chosen_already",
        "contract.member_already", "contract.signed_already", "contract.not_a_draft",
    ];

    public async Task RegisterAsync(CancellationToken cancellationToken = default)
    {
        await Do(new SeedFactorLibrary(), cancellationToken);
        if (await sender.Send(new GetContract(Code, Microgrid, AllMembers), CurrentUser.System, cancellationToken) is { IsSuccess: true, Value.State: not ContractState.Draft }) return;
        clock.Set(Registered, 1);
        await Do(new RegisterPark(Code, "Harbour Demo Park", "海港示范园区", "330000", "1 Harbour Road, Beilun, Ningbo (invented)", 29.93m, 121.85m), cancellationToken);
        foreach (var tenant in DemoTenant.All) await RegisterTenantAsync(tenant, cancellationToken);
        await GiveConsentsAsync(cancellationToken);
        await RegisterPeopleAsync(cancellationToken);
        await RegisterMicrogridAsync(cancellationToken);
        await RegisterMetersAsync(cancellationToken);
        clock.Set(Signed, 6);
        await SignContractsAsync(cancellationToken);
    }

    /// <summary>One keeps its load curve to itself; all others let those who ask see it.</summary>
    private async Task GiveConsentsAsync(CancellationToken cancellationToken)
    {
        foreach (var tenant in DemoTenant.All.Where(x => x.Code != Discreet))
            foreach (var whom in Enum.GetValues<ConsentFor>())
            {
                var given = await sender.Send(new ListConsents(Code, tenant.Code), CurrentUser.System, cancellationToken);
                if (given.Value.All(x => x.Whom != whom))
                    await Do(new GiveConsent(Code, tenant.Code, ConsentKind.LoadCurves, whom, Registered, Document: "Supply agreement, annex 3 (invented)"), cancellationToken);
            }
    }

    private async Task RegisterTenantAsync(DemoTenant tenant, CancellationToken cancellationToken)
    {
        var fields = new TenantFields(tenant.Name, tenant.NameZh, CreditCode(tenant.OrganisationCode), tenant.Trade, ContactEmail: $"energy@{tenant.Code}.example");
        await Do(new RegisterTenant(Code, tenant.Code, fields), cancellationToken);
        var version = (await sender.Send(new GetTenant(Code, tenant.Code), CurrentUser.System, cancellationToken)).Value.Version;
        await Do(new AddSite(Code, tenant.Code, version, "works", "Works", "厂区", "Harbour Road, Beilun, Ningbo (invented)", "CNNGB"), cancellationToken);
    }

    private async Task RegisterPeopleAsync(CancellationToken cancellationToken)
    {
        foreach (var person in DemoPeople.All)
        {
            await Do(new CreateUser(person.Email, new UserFields(person.Name, person.Culture), person.Assignment), cancellationToken);
            await Do(new UseDemoPassword(person.Email), cancellationToken);
        }
    }

    private async Task RegisterMicrogridAsync(CancellationToken cancellationToken)
    {
        await Do(new RegisterMicrogrid(Code, Microgrid, MicrogridType.GridConnected, DemoReadings.IntervalMinutes, DemoReadings.TimeZone, FactorFamily.Operational,
            new MicrogridFields("Harbour direct connection", "海港绿电直连项目", "Harbour Demo Energy Co., Ltd.", "海港示范能源有限公司", CreditCode("MA2DEM000"),
                DemoReadings.ConnectionCapacityW)), cancellationToken);
        await Do(await OfMicrogrid(v => new AddGenerationUnit(Code, Microgrid, v, Pv, new UnitFields("Roof photovoltaics", "屋顶光伏", Technology.Solar, DemoReadings.PvRatedW))), cancellationToken);
        await Do(await OfMicrogrid(v => new AddGenerationUnit(Code, Microgrid, v, Wind, new UnitFields("Breakwater wind", "防波堤风电", Technology.Wind, DemoReadings.WindRatedW))), cancellationToken);
        await Do(await OfMicrogrid(v => new SetStorage(Code, Microgrid, v, DemoReadings.StorageEfficiencyPpm, DemoReadings.StorageCapacityWh, DemoReadings.StorageRatedW)), cancellationToken);
        foreach (var tenant in DemoTenant.All) await Do(await OfMicrogrid(v => new AddMember(Code, Microgrid, v, tenant.Code)), cancellationToken);
        // factors are published late: 2022's count until the end of 2025, 2023's from then on
        await Do(await OfMicrogrid(v => new ChooseFactors(Code, Microgrid, v, DemoReadings.First, "CN-2022-average", "CN-2022-residual")), cancellationToken);
        await Do(await OfMicrogrid(v => new ChooseFactors(Code, Microgrid, v, NewYear, "CN-2023-average", "CN-2023-residual")), cancellationToken);

        async Task<ICommand<T>> OfMicrogrid<T>(Func<Guid, ICommand<T>> command) =>
            command((await sender.Send(new GetMicrogrid(Code, Microgrid), CurrentUser.System, cancellationToken)).Value.Version);
    }

    private async Task RegisterMetersAsync(CancellationToken cancellationToken)
    {
        foreach (var (meter, unit) in ((string, string)[])[(DemoReadings.PvMeter, Pv), (DemoReadings.WindMeter, Wind)])
            await Do(new RegisterMeteringPoint(Code, Microgrid, meter, Measurand.Generation, new MeteringFields([new(unit)])), cancellationToken);
        foreach (var tenant in DemoTenant.All)
            await Do(new RegisterMeteringPoint(Code, Microgrid, DemoReadings.MeterOf(tenant), Measurand.Consumption, new MeteringFields([new(tenant.Code)], "works")), cancellationToken);
        foreach (var (meter, measures) in ((string, Measurand)[])
            [
                (DemoReadings.ChargeMeter, Measurand.Charge), (DemoReadings.DischargeMeter, Measurand.Discharge), (DemoReadings.ImportMeter, Measurand.Import),
                (DemoReadings.ExportMeter, Measurand.Export), (DemoReadings.CurtailmentMeter, Measurand.Curtailment),
            ])
            await Do(new RegisterMeteringPoint(Code, Microgrid, meter, measures, new MeteringFields([])), cancellationToken);
    }

    /// <summary>All members share what is there by what they use; from the new year on two buy fixed parts of the wind first.</summary>
    private async Task SignContractsAsync(CancellationToken cancellationToken)
    {
        await DraftAsync(WindFirst, new ContractFields("Wind for data and batteries", "数据中心与电池风电合同", 1, AllocationRule.FixedShares, [Wind], NewYear),
            [("datacentre", new ContractMemberFields(250_000)), ("battery", new ContractMemberFields(150_000))], cancellationToken);
        await DraftAsync(AllMembers, new ContractFields("Joint procurement", "联合采购合同", 2, AllocationRule.ProRata, [Pv, Wind, Storage], DemoReadings.First),
            DemoTenant.All.Select(x => (x.Code, new ContractMemberFields(From: x.Code == LateJoiner ? Joined : null))), cancellationToken);
    }

    private async Task DraftAsync(string contract, ContractFields fields, IEnumerable<(string Tenant, ContractMemberFields Fields)> members, CancellationToken cancellationToken)
    {
        await Do(new DraftContract(Code, Microgrid, contract, fields), cancellationToken);
        foreach (var member in members) await Do(new AddContractMember(Code, Microgrid, contract, await VersionAsync(), member.Tenant, member.Fields), cancellationToken);
        await Do(new SignContract(Code, Microgrid, contract, await VersionAsync()), cancellationToken);

        async Task<Guid> VersionAsync() => (await sender.Send(new GetContract(Code, Microgrid, contract), CurrentUser.System, cancellationToken)).Value.Version;
    }

    /// <summary>Sends; what an interrupted set-up has done already is no failure.</summary>
    private async Task Do<T>(ICommand<T> command, CancellationToken cancellationToken)
    {
        var result = await sender.Send(command, CurrentUser.System, cancellationToken);
        if (result.IsFailure && !DoneBefore.Contains(result.FirstError.Code))
            throw new InvalidOperationException($"The demo park could not be registered: {command.GetType().Name}: {ErrorResources.Texts.Text(result.FirstError)}");
    }

    /// <summary>Registered as an enterprise (91) in Beilun (330206), with its check character.</summary>
    private static string CreditCode(string organisation)
    {
        var body = $"91330206{organisation}";
        return body + UnifiedSocialCreditCode.CheckCharacter(body + "0");
    }
}
