using GreenPark.Application.Features.Factors;

namespace GreenPark.Application.Features.Microgrids;

internal sealed class MemberCannotJoinTheSameMicrogridTwice(IEnumerable<Membership> memberships, TenantId tenant, DateRange valid) : Rule
{
    public override Error? Check() => memberships.Any(x => x.TenantId == tenant && x.Valid.Overlaps(valid))
        ? Error.RuleBroken("microgrid.member_already").In("From") : null;
}

internal sealed class UnitCodesOfAMicrogridDiffer(IEnumerable<GenerationUnit> units, Code code) : Rule
{
    public override Error? Check() => units.Any(x => x.Code.Key == code.Key) ? Error.Conflict("code.taken").In("Code") : null;
}

/// <summary>Among sources <c>storage</c> means the microgrid's storage (method page, "Park file").</summary>
internal sealed class StorageIsNoNameForAUnit(Code code) : Rule
{
    public const string Reserved = "storage";

    public override Error? Check() =>
        code.Value.Equals(Reserved, StringComparison.OrdinalIgnoreCase) ? Error.RuleBroken("unit.reserved_code").In("Code") : null;
}

internal sealed class FactorsAreOfTheMicrogridsFamily(FactorFamily family, FactorEntry gridAverage, FactorEntry? residual) : Rule
{
    public override Error? Check() =>
        gridAverage.Family != family ? Error.RuleBroken("microgrid.factor_of_other_family", gridAverage.Code).In("GridAverage")
        : residual is not null && residual.Family != family ? Error.RuleBroken("microgrid.factor_of_other_family", residual.Code).In("Residual")
        : null;
}

internal sealed class TheResidualFactorIsAResidual(FactorEntry? residual) : Rule
{
    public override Error? Check() =>
        residual is not null && residual.Kind != FactorKind.Residual ? Error.RuleBroken("microgrid.factor_is_no_residual", residual.Code).In("Residual") : null;
}

internal sealed class FactorsAreChosenOnceFromADay(IEnumerable<FactorChoice> choices, DateOnly from) : Rule
{
    public override Error? Check() => choices.Any(x => x.From == from) ? Error.RuleBroken("microgrid.factors_chosen_already", from).In("From") : null;
}

/// <summary>Else whoever proposes, in whichever of their roles, would switch it off, decide, and switch it on again.</summary>
internal sealed class FourEyesAreSwitchedOffByThoseWhoCannotPropose(Code microgrid, bool canPropose) : Rule
{
    public override Error? Check() => canPropose ? Error.RuleBroken("microgrid.four_eyes_bound", microgrid.Value) : null;
}
