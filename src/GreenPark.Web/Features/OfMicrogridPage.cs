using GreenPark.Application.Features.Microgrids.Queries;
using Microsoft.AspNetCore.Components;

namespace GreenPark.Web.Features;

/// <summary>A list that belongs to one microgrid of the park: the one that the address names, else the first.</summary>
public abstract class OfMicrogridPage : RegisterPage
{
    [SupplyParameterFromQuery(Name = "microgrid")] public string? Asked { get; set; }

    /// <summary>Null while they are being read.</summary>
    protected IReadOnlyList<ListMicrogrids.Item>? Microgrids { get; private set; }
    protected ListMicrogrids.Item? Chosen { get; private set; }

    protected override object Address => (Park, Asked);

    protected override async Task LoadAsync()
    {
        (Microgrids, Chosen) = (null, null);   // another park's microgrid is not to be asked for in this one
        var result = await Requests.Send(new ListMicrogrids(Park));
        if (!Succeeds(result)) return;
        Microgrids = result.Value;
        Chosen = Microgrids.FirstOrDefault(x => x.Code == Asked) ?? Microgrids.FirstOrDefault();
        if (Chosen is not null) await LoadAsync(Chosen.Code);
    }

    protected abstract Task LoadAsync(string microgrid);
}
