namespace GreenPark.Application.Features.Tenants;

/// <summary>What a form says about a tenant; registering and updating share it. The baseline is in g CO2/kWh, at most four decimals.</summary>
public sealed record TenantFields(
    string Name, string NameZh, string CreditCode, string Trade, decimal? BaselineFactor = null,
    string ContactPerson = "", string ContactPhone = "", string ContactEmail = "")
{
    internal TenantFacts ToFacts() => new(
        new BilingualName(Name, NameZh),
        UnifiedSocialCreditCode.Optional(CreditCode),
        Trade,
        BaselineFactor is { } grams && EmissionFactor.TryFrom(grams, out var factor) ? factor : null,
        new Contact(ContactPerson, ContactPhone, ContactEmail));

    internal sealed class Validator : AbstractValidator<TenantFields>
    {
        public Validator()
        {
            this.IsName(x => x.Name, x => x.NameZh);
            RuleFor(x => x.CreditCode).IsOptionalCreditCode();
            RuleFor(x => x.Trade).IsOptionalText(Tenant.TradeLength);
            RuleFor(x => x.BaselineFactor).IsFactor();
            RuleFor(x => x.ContactPerson).IsOptionalText(Contact.MaxLength);
            RuleFor(x => x.ContactPhone).IsOptionalText(Contact.MaxLength);
            RuleFor(x => x.ContactEmail).IsOptionalText(Contact.MaxLength);
        }
    }
}
