namespace GreenPark.Application.Features.Tenants.Commands;

[Allow(Permission.KeepRegisters)]
public sealed record AddSite(
    string Park, string Tenant, Guid Version, string Code, string Name, string NameZh, string Address, string UnLocode = "") : ICommand<SiteId>, IInPark
{
    internal sealed class Validator : AbstractValidator<AddSite>
    {
        public Validator()
        {
            RuleFor(x => x.Code).IsCode();
            this.IsName(x => x.Name, x => x.NameZh);
            RuleFor(x => x.Address).IsOptionalText(Site.AddressLength);
            RuleFor(x => x.UnLocode).IsOptionalUnLocode();
        }
    }

    internal sealed class Handler(GreenParkDb db) : ICommandHandler<AddSite, SiteId>
    {
        public async Task<Result<SiteId>> Handle(AddSite command, CancellationToken cancellationToken)
        {
            var found = await db.FindTenantAsync(command.Park, command.Tenant, cancellationToken);
            if (!found.TryGet(out var tenant)) return found.To<SiteId>();
            db.Claim(tenant, command.Version);
            var added = tenant.AddSite(
                Platform.Data.Code.Of(command.Code), new BilingualName(command.Name, command.NameZh), command.Address, command.UnLocode);
            return added.TryGet(out var site) ? site.Id : added.To<SiteId>();
        }
    }
}

internal static class SiteRules
{
    /// <summary>Country (two letters) and place (three of A-Z, 2-9), or empty.</summary>
    public static IRuleBuilderOptions<T, string> IsOptionalUnLocode<T>(this IRuleBuilder<T, string> rule) =>
        rule.Must(x => x is "" || (x is { Length: Site.UnLocodeLength } && x[..2].All(char.IsAsciiLetterUpper)
            && x[2..].All(c => char.IsAsciiLetterUpper(c) || c is >= '2' and <= '9'))).WithErrorCode("site.bad_unlocode");
}
