using GreenPark.Application.Features.Parks.Queries;
using GreenPark.Web.Hosting;
using GreenPark.Web.Resources;

namespace GreenPark.Web.Components.Layout;

/// <summary>The parks of this person, for the switcher. One instance per circuit; pages that change a park have it read again.</summary>
public sealed class ParkList(Requests requests)
{
    public event Action? Changed;

    public IReadOnlyList<ParkChoice> All { get; private set; } = [];

    public async Task ReadAsync()
    {
        var result = await requests.Send(new ListParks());
        All = result.TryGet(out var parks) ? [.. parks.Select(x => new ParkChoice(x.Code, Names.Of(x.Name, x.NameZh)))] : [];
        Changed?.Invoke();
    }
}
