using GreenPark.Application.Features.Contracts;
using GreenPark.Application.Features.Contracts.Commands;
using GreenPark.Application.Features.Contracts.Queries;
using GreenPark.Engine.Parks;
using GreenPark.Web.Hosting;

namespace GreenPark.Web.Features.Contracts;

internal static class ContractsEndpoints
{
    public sealed record NewContract(string Code, ContractFields Contract);

    public sealed record ChangedContract(Guid Version, ContractFields Fields);

    public sealed record NewContractMember(Guid Version, string Tenant, ContractMemberFields Member);

    public sealed record ChangedContractMember(Guid Version, ContractMemberFields Member);

    private static readonly ContractFields Example = new("Roof power", "屋顶电力", 1, AllocationRule.ProRata, ["PV"]);
    private static readonly ContractMemberFields Half = new(500_000);

    public static void MapContracts(this RouteGroupBuilder api)
    {
        const string contracts = "/parks/{park}/microgrids/{microgrid}/contracts", one = $"{contracts}/{{contract}}", member = $"{one}/members/{{tenant}}";

        api.MapGet(contracts, (string park, string microgrid, Answers answers, Named<ContractState>? state = null) => answers.Ok(new ListContracts(park, microgrid, state?.Value)))
            .Says(nameof(ListContracts), "The joint procurement contracts of a microgrid, in the order in which they are served.");

        api.MapPost(contracts, (string park, string microgrid, NewContract body, Answers answers) => answers.Created(
                new DraftContract(park, microgrid, body.Code, body.Contract), new GetContract(park, microgrid, body.Code),
                "parks", park, "microgrids", microgrid, "contracts", body.Code))
            .Says(nameof(DraftContract), "Drafts a contract.", new NewContract("ROOF", Example));

        api.MapGet(one, (string park, string microgrid, string contract, Answers answers) => answers.Ok(new GetContract(park, microgrid, contract)))
            .Says(nameof(GetContract), "A contract with its members; a tenant's user sees its own part only.");

        api.MapPut(one, (string park, string microgrid, string contract, ChangedContract body, Answers answers) =>
                answers.Changed(new UpdateContract(park, microgrid, contract, body.Version, body.Fields), new GetContract(park, microgrid, contract)))
            .Says(nameof(UpdateContract), "Rewrites a draft.", new ChangedContract(Guid.Empty, Example));

        api.MapPost($"{one}/sign", (string park, string microgrid, string contract, Versioned body, Answers answers) =>
                answers.Changed(new SignContract(park, microgrid, contract, body.Version), new GetContract(park, microgrid, contract)))
            .Says(nameof(SignContract), "Signs a draft.", new Versioned(Guid.Empty));

        api.MapPost($"{one}/end", (string park, string microgrid, string contract, Ending body, Answers answers) =>
                answers.Changed(new EndContract(park, microgrid, contract, body.Version, body.To), new GetContract(park, microgrid, contract)))
            .Says(nameof(EndContract), "Ends a signed contract.", new Ending(Guid.Empty, new DateOnly(2026, 7, 1)));

        api.MapPost($"{one}/members", (string park, string microgrid, string contract, NewContractMember body, Answers answers) => answers.Created(
                new AddContractMember(park, microgrid, contract, body.Version, body.Tenant, body.Member), new GetContract(park, microgrid, contract),
                "parks", park, "microgrids", microgrid, "contracts", contract))
            .Says(nameof(AddContractMember), "Adds a member; to a signed contract, a late joiner.", new NewContractMember(Guid.Empty, "FORGE", Half));

        api.MapPut(member, (string park, string microgrid, string contract, string tenant, ChangedContractMember body, Answers answers, DateOnly? from = null) =>
                answers.Changed(new UpdateContractMember(park, microgrid, contract, body.Version, tenant, from, body.Member), new GetContract(park, microgrid, contract)))
            .Says(nameof(UpdateContractMember), "In a draft, changes the member's part that starts on `from` (without: that has no start).", new ChangedContractMember(Guid.Empty, Half));

        api.MapDelete(member, (string park, string microgrid, string contract, string tenant, Guid version, Answers answers, DateOnly? from = null) =>
                answers.Changed(new RemoveContractMember(park, microgrid, contract, version, tenant, from), new GetContract(park, microgrid, contract)))
            .Says(nameof(RemoveContractMember), "Takes the member's part that starts on `from` out of a draft.");

        api.MapPost($"{member}/end", (string park, string microgrid, string contract, string tenant, Ending body, Answers answers) =>
                answers.Changed(new EndContractMember(park, microgrid, contract, body.Version, tenant, body.To), new GetContract(park, microgrid, contract)))
            .Says(nameof(EndContractMember), "Lets a member leave.", new Ending(Guid.Empty, new DateOnly(2026, 7, 1)));
    }
}
