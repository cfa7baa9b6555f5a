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

internal sealed class APointIsNotItsOwnHead(MeteringPointId? point, MeteringPointId head, string code) : Rule
{
    public override Error? Check() => point == head ? Error.RuleBroken("metering.head_is_itself", code).In("Head") : null;
}

/// <summary>What flows through two meters is of one kind: generation is not a part of what is used.</summary>
internal sealed class AHeadMeasuresTheSame(Measurand measures, Measurand ofHead, string code) : Rule
{
    public override Error? Check() => measures == ofHead ? null : Error.RuleBroken("metering.head_measures_other", code, ofHead, measures).In("Head");
}

/// <summary>On no day does a meter stand above its own head, however many stand between.</summary>
internal sealed class HeadMetersFormNoCircle(IReadOnlyList<HeadMeters.Link> links, MeteringPointId? point, MeteringPointId head, DateRange valid, string code) : Rule
{
    public override Error? Check() => Reaches(head, valid) ? Error.RuleBroken("metering.head_circle", code).In("Head") : null;

    private bool Reaches(MeteringPointId from, DateRange days) => links.Where(x => x.Point == from && x.Valid.Overlaps(days))
        .Any(x => x.Head == point || Reaches(x.Head, days.Intersect(x.Valid)));
}
