namespace GreenPark.Application.Features.Tenants.Commands;

[Allow(Permission.KeepRegisters)]
public sealed record UpdateSite(
    string Park, string Tenant, Guid Version, string Site, string Name, string NameZh, string Address, string UnLocode = "") : ICommand<Done>, IInPark
{
    internal sealed class Validator : AbstractValidator<UpdateSite>
    {
        public Validator()
        {
            this.IsName(x => x.Name, x => x.NameZh);
            RuleFor(x => x.Address).IsOptionalText(Tenants.Site.AddressLength);
            RuleFor(x => x.UnLocode).IsOptionalUnLocode();
        }
    }

    internal sealed class Handler(GreenParkDb db) : ICommandHandler<UpdateSite, Done>
    {
        public async Task<Result<Done>> Handle(UpdateSite command, CancellationToken cancellationToken)
        {
            var found = await db.FindTenantAsync(command.Park, command.Tenant, cancellationToken);
            if (!found.TryGet(out var tenant)) return found.To<Done>();
            if (tenant.Sites.SingleOrDefault(x => x.Code.Value == command.Site) is not { } site) return Error.NotFound("site.not_found", command.Site);
            db.Claim(tenant, command.Version);
            site.Update(new BilingualName(command.Name, command.NameZh), command.Address, command.UnLocode);
            return Done.Value;
        }
    }
}
