using GreenPark.Application.Features.Contracts;
using GreenPark.Application.Features.Contracts.Commands;
using GreenPark.Application.Features.Contracts.Queries;
using GreenPark.Application.Features.Microgrids.Queries;
using GreenPark.Engine.Failing;
using GreenPark.Web.Components.Ui;
using GreenPark.Web.Hosting;
using GreenPark.Web.Resources;
using Microsoft.AspNetCore.Components;

namespace GreenPark.Web.Features.Contracts;

public partial class ContractMembers
{
    private IReadOnlyList<Error> errors = [];
    private IReadOnlyList<Choice<string>> candidates = [];
    private GetContract.Member? changed;
    private bool open, endOpen;
    private string? tenant;
    private long? share, tier;
    private DateOnly? from, to, last;
    private string endName = "";

    [Inject] private Requests Requests { get; set; } = null!;
    [Inject] private Toasts Toasts { get; set; } = null!;
    [Inject] private Confirm Confirm { get; set; } = null!;

    [Parameter, EditorRequired] public string Park { get; set; } = "";

    /// <summary>The contract's microgrid; only its members can join.</summary>
    [Parameter, EditorRequired] public GetMicrogrid.Detail Owner { get; set; } = null!;
    [Parameter, EditorRequired] public GetContract.Detail Contract { get; set; } = null!;
    [Parameter] public bool CanEdit { get; set; }

    /// <summary>A tenant's user sees its own part alone, and a sum of that would be no sum.</summary>
    [Parameter] public bool SeesAll { get; set; }
    [Parameter] public DateOnly Today { get; set; }
    [Parameter] public EventCallback OnChanged { get; set; }

    /// <summary>Errors of what has no form of its own; the page shows them.</summary>
    [Parameter] public EventCallback<IReadOnlyList<Error>> OnRefused { get; set; }

    protected override void OnParametersSet() => candidates =
        [.. Owner.Members.DistinctBy(x => x.Tenant).Select(x => new Choice<string>(x.Tenant, $"{Names.Of(x.Name, x.NameZh)} · {x.Tenant}"))];

    private void Open(GetContract.Member? member)
    {
        (open, changed, errors, tenant) = (true, member, [], member?.Tenant);
        (share, tier, from, to) = (member?.Fields.SharePpm, member?.Fields.Tier ?? 1, member?.Fields.From, member?.Fields.To);
    }

    private async Task SaveAsync()
    {
        var missing = RegisterRequests.Missing(
            ("Tenant", tenant is null), ("SharePpm", share is null && Contract.Fields.Rule.HasShares()), ("Tier", tier is null));
        var fields = new ContractMemberFields((int)(share ?? 0), (int)(tier ?? 0), from, to);
        errors = changed is null
            ? (await Requests.Send(new AddContractMember(Park, Owner.Code, Contract.Code, Contract.Version, tenant ?? "", fields), missing)).Errors
            : (await Requests.Send(new UpdateContractMember(Park, Owner.Code, Contract.Code, Contract.Version, tenant ?? "", changed.Fields.From, fields), missing)).Errors;
        if (errors.Count == 0) await DoneAsync(candidates.FirstOrDefault(x => x.Value == tenant)?.Text ?? tenant!);
    }

    private async Task RemoveAsync(GetContract.Member member)
    {
        var name = Names.Of(member.Name, member.NameZh);
        if (!await Confirm.AskAsync(T["contracts.removeTitle", name], T["contracts.removeText"], T["terms.remove"], danger: true)) return;
        var result = await Requests.Send(new RemoveContractMember(Park, Owner.Code, Contract.Code, Contract.Version, member.Tenant, member.Fields.From));
        if (result.IsSuccess) await DoneAsync(name);
        else await OnRefused.InvokeAsync(result.Errors);
    }

    private void OpenEnd(GetContract.Member member) =>
        (endOpen, changed, errors, last, endName) = (true, member, [], LastDay.Of(member.Fields.To), Names.Of(member.Name, member.NameZh));

    private async Task EndAsync()
    {
        errors = [.. RegisterRequests.Missing(("To", last is null))];
        if (errors.Count > 0 || LastDay.ToEnd(last) is not { } end) return;
        errors = (await Requests.Send(new EndContractMember(Park, Owner.Code, Contract.Code, Contract.Version, changed!.Tenant, end))).Errors;
        if (errors.Count == 0) await DoneAsync(endName);
    }

    private Task DoneAsync(string name)
    {
        open = endOpen = false;
        Toasts.Good(T["terms.saved", name]);
        return OnChanged.InvokeAsync();
    }

    private async Task ReloadAsync()
    {
        await OnChanged.InvokeAsync();
        errors = [];
        if (!open || changed is null) return;
        var (code, since) = (changed.Tenant, changed.Fields.From);
        if (Contract.Members.FirstOrDefault(x => x.Tenant == code && x.Fields.From == since) is { } member) Open(member);
        else open = false;
    }
}
