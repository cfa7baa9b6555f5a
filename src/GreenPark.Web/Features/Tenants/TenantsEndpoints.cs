using GreenPark.Application.Features.Tenants;
using GreenPark.Application.Features.Tenants.Commands;
using GreenPark.Application.Features.Tenants.Queries;
using GreenPark.Application.Platform.Data;
using GreenPark.Web.Hosting;

namespace GreenPark.Web.Features.Tenants;

internal static class TenantsEndpoints
{
    public sealed record NewTenant(string Code, TenantFields Tenant);

    public sealed record ChangedTenant(Guid Version, TenantFields Tenant);

    public sealed record NewSite(Guid Version, string Code, string Name, string NameZh, string Address = "", string UnLocode = "");

    public sealed record ChangedSite(Guid Version, string Name, string NameZh, string Address = "", string UnLocode = "");

    private static readonly TenantFields Example = new("Forge Co., Ltd.", "锻造有限公司", "", "castings", 612.5m, "Li Na", "+86 571 0000 0000", "energy@forge.example");

    public static void MapTenants(this RouteGroupBuilder api)
    {
        const string tenants = "/parks/{park}/tenants", tenantOne = $"{tenants}/{{tenant}}";

        api.MapGet(tenants, (string park, Answers answers, string? search = null, int skip = 0, int take = Paging.DefaultTake) =>
                answers.Ok(new ListTenants(park, search, skip, take)))
            .Says(nameof(ListTenants), "The tenants of a park, by code; a tenant's user sees itself only.");

        api.MapPost(tenants, (string park, NewTenant body, Answers answers) =>
                answers.Created(new RegisterTenant(park, body.Code, body.Tenant), new GetTenant(park, body.Code), "parks", park, "tenants", body.Code))
            .Says(nameof(RegisterTenant), "Registers a tenant, a legal person.", new NewTenant("FORGE", Example));

        api.MapGet(tenantOne, (string park, string tenant, Answers answers) => answers.Ok(new GetTenant(park, tenant)))
            .Says(nameof(GetTenant), "A tenant with its sites.");

        api.MapPut(tenantOne, (string park, string tenant, ChangedTenant body, Answers answers) =>
                answers.Changed(new UpdateTenant(park, tenant, body.Version, body.Tenant), new GetTenant(park, tenant)))
            .Says(nameof(UpdateTenant), "Changes a tenant.", new ChangedTenant(Guid.Empty, Example));

        api.MapPost($"{tenantOne}/sites", (string park, string tenant, NewSite body, Answers answers) => answers.Created(
                new AddSite(park, tenant, body.Version, body.Code, body.Name, body.NameZh, body.Address, body.UnLocode),
                new GetTenant(park, tenant), "parks", park, "tenants", tenant))
            .Says(nameof(AddSite), "Adds a site (an installation) to a tenant.", new NewSite(Guid.Empty, "HALL-1", "Hall 1", "一号车间", "3 Harbour Road", "CNNGB"));

        api.MapPut($"{tenantOne}/sites/{{site}}", (string park, string tenant, string site, ChangedSite body, Answers answers) => answers.Changed(
                new UpdateSite(park, tenant, body.Version, site, body.Name, body.NameZh, body.Address, body.UnLocode), new GetTenant(park, tenant)))
            .Says(nameof(UpdateSite), "Changes a site.", new ChangedSite(Guid.Empty, "Hall 1", "一号车间", "4 Harbour Road", "CNNGB"));
    }
}
