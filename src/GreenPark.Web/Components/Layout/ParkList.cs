using GreenPark.Application.Features.Parks.Queries;
using GreenPark.Web.Hosting;
using GreenPark.Web.Resources;

namespace GreenPark.Web.Components.Layout;

/// <summary>The parks of this person, for the switcher. One instance per circuit; pages that change a park have it read again.</summary>
public sealed class ParkList(Requests requests)
{
    private string? last;

    public event Action? Changed;

    public IReadOnlyList<ParkChoice> All { get; private set; } = [];

    /// <summary>The park for pages that name none: the one that was open last, else the first.</summary>
    public ParkChoice? Last => All.FirstOrDefault(x => x.Code == last) ?? All.FirstOrDefault();

    public async Task ReadAsync()
    {
        var result = await requests.Send(new ListParks());
        All = result.TryGet(out var parks) ? [.. parks.Select(x => new ParkChoice(x.Code, Names.Of(x.Name, x.NameZh)))] : [];
        Changed?.Invoke();
    }

    /// <summary>True where it is news. What is no park of this person's is not remembered.</summary>
    public bool Remember(string? code)
    {
        if (code == last || All.All(x => x.Code != code)) return false;
        last = code;
        return true;
    }

    internal void Begin(string? code) => last ??= code;
}
