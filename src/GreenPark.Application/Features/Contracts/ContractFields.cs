using GreenPark.Application.Features.Microgrids;

namespace GreenPark.Application.Features.Contracts;

/// <summary>What a form says about a contract. Sources are codes of units, and <c>storage</c>.</summary>
public sealed record ContractFields(
    string Name, string NameZh, int Priority, AllocationRule Rule, IReadOnlyList<string> Sources, DateOnly? From = null, DateOnly? To = null)
{
    internal DateRange Valid => new(From, To);

    internal Result<ContractFacts> Resolve(Microgrid microgrid)
    {
        var units = new List<GenerationUnitId>();
        foreach (var source in Sources.Where(x => x != StorageIsNoNameForAUnit.Reserved).Distinct())
        {
            if (microgrid.Units.SingleOrDefault(x => x.Code.Value == source) is not { } unit) return Error.NotFound("unit.not_found", source).In("Sources");
            units.Add(unit.Id);
        }
        return new ContractFacts(
            new BilingualName(Name, NameZh), Priority, Rule, Valid, units, Sources.Contains(StorageIsNoNameForAUnit.Reserved));
    }

    internal sealed class Validator : AbstractValidator<ContractFields>
    {
        public Validator()
        {
            this.IsName(x => x.Name, x => x.NameZh);
            RuleFor(x => x.Priority).IsWithin(1, 1000);
            RuleFor(x => x.Rule).IsKnown();
            RuleFor(x => x.Sources).Must(x => x is not null).WithErrorCode("field.missing");
            RuleFor(x => x.Valid).IsRange();
        }
    }
}

/// <summary>What a form says about a member's part.</summary>
public sealed record ContractMemberFields(int SharePpm = 0, int Tier = 1, DateOnly? From = null, DateOnly? To = null)
{
    internal DateRange Valid => new(From, To);

    internal MemberFacts ToFacts(TenantId tenant) => new(tenant, SharePpm, Tier, Valid);

    internal sealed class Validator : AbstractValidator<ContractMemberFields>
    {
        public Validator()
        {
            RuleFor(x => x.SharePpm).IsWithin(0, FieldRules.Whole);
            RuleFor(x => x.Tier).IsWithin(1, 1000);
            RuleFor(x => x.Valid).IsRange();
        }
    }
}
