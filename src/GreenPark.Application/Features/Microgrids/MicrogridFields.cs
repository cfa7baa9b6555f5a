using GreenPark.Application.Features.Tenants;

namespace GreenPark.Application.Features.Microgrids;

/// <summary>What a form says about a microgrid and may change later.</summary>
public sealed record MicrogridFields(
    string Name, string NameZh, string ResponsibleName = "", string ResponsibleNameZh = "", string ResponsibleCreditCode = "",
    long? ConnectionCapacityW = null, LossTreatment LossTreatment = LossTreatment.None, LocationBasis LocationBasis = LocationBasis.Grid,
    int BalanceTolerancePpm = 20_000)
{
    internal MicrogridFacts ToFacts() => new(
        new BilingualName(Name, NameZh), new ResponsibleEntity(ResponsibleName, ResponsibleNameZh),
        UnifiedSocialCreditCode.Optional(ResponsibleCreditCode), ConnectionCapacityW, LossTreatment, LocationBasis, BalanceTolerancePpm);

    internal sealed class Validator : AbstractValidator<MicrogridFields>
    {
        public Validator()
        {
            this.IsName(x => x.Name, x => x.NameZh);
            RuleFor(x => x.ResponsibleName).IsOptionalText(BilingualName.MaxLength);
            RuleFor(x => x.ResponsibleNameZh).IsOptionalText(BilingualName.MaxLength);
            RuleFor(x => x.ResponsibleCreditCode).IsOptionalCreditCode();
            RuleFor(x => x.ConnectionCapacityW).IsWithin(1, FieldRules.MostWatts);
            RuleFor(x => x.LossTreatment).IsKnown();
            RuleFor(x => x.LocationBasis).IsKnown();
            RuleFor(x => x.BalanceTolerancePpm).IsWithin(0, FieldRules.Whole);
        }
    }
}

/// <summary>What a form says about a generation unit. The factor is in g/kWh.</summary>
public sealed record UnitFields(
    string Name, string NameZh, Technology Technology, long CapacityW, decimal Factor = 0, int? RegisterOrder = null,
    DateOnly? From = null, DateOnly? To = null)
{
    internal DateRange Valid => new(From, To);

    internal UnitFacts ToFacts()
    {
        EmissionFactor.TryFrom(Factor, out var factor);
        return new UnitFacts(new BilingualName(Name, NameZh), Technology, CapacityW, factor, RegisterOrder, Valid);
    }

    internal sealed class Validator : AbstractValidator<UnitFields>
    {
        public Validator()
        {
            this.IsName(x => x.Name, x => x.NameZh);
            RuleFor(x => x.Technology).IsKnown();
            RuleFor(x => x.CapacityW).IsWithin(1L, FieldRules.MostWatts);
            RuleFor(x => x.Factor).IsFactor();
            RuleFor(x => x.RegisterOrder).IsWithin(1, 10_000);
            RuleFor(x => x.Valid).IsRange();
        }
    }
}
