using GreenPark.Application.Features.Microgrids;

namespace GreenPark.Application.Features.Metering;

internal sealed class MeteringPointDatesCannotOverlap(IEnumerable<MeteringPeriod> periods, DateRange valid) : Rule
{
    public override Error? Check() =>
        periods.Any(x => x.Valid.Overlaps(valid)) ? Error.RuleBroken("metering.dates_overlap").In("From") : null;
}

/// <summary>
/// Generation is of one unit, consumption of at least one member (each once, with a sign), and the rest of nobody: storage and the
/// interface are the microgrid's own (method page, "Park file").
/// </summary>
internal sealed class EachKindOfMeterHasItsParts(Measurand measures, MeteringFacts facts) : Rule
{
    public override Error? Check() => measures switch
    {
        Measurand.Generation when facts.Parts is not [{ Unit: not null, Sign: 1 }] => Error.RuleBroken("metering.generation_of_one_unit").In("Parts"),
        Measurand.Consumption when facts.Parts.Count == 0 || facts.Parts.Any(x => x.Member is null || x.Sign is not (1 or -1)) =>
            Error.RuleBroken("metering.consumption_of_members").In("Parts"),
        Measurand.Consumption when facts.Parts.DistinctBy(x => x.Member).Count() < facts.Parts.Count =>
            Error.RuleBroken("metering.member_twice").In("Parts"),
        not (Measurand.Generation or Measurand.Consumption) when facts.Parts.Count > 0 => Error.RuleBroken("metering.no_parts", measures).In("Parts"),
        _ => null,
    };
}

internal sealed class OnlyConsumptionStandsAtASite(Measurand measures, MeteringFacts facts) : Rule
{
    public override Error? Check() =>
        facts.Site is not null && measures != Measurand.Consumption ? Error.RuleBroken("metering.no_site", measures).In("Site") : null;
}

internal sealed class StorageMetersNeedAStorage(Microgrid microgrid, Measurand measures) : Rule
{
    public override Error? Check() =>
        measures is Measurand.Charge or Measurand.Discharge && microgrid.Storage is null ? Error.RuleBroken("metering.no_storage").In("Measures") : null;
}

internal sealed class OnlyMembersAreMetered(Microgrid microgrid, TenantId tenant, string code) : Rule
{
    public override Error? Check() =>
        microgrid.Memberships.Any(x => x.TenantId == tenant) ? null : Error.RuleBroken("metering.not_a_member", code).In("Parts");
}
