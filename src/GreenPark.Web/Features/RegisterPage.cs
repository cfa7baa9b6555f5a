using GreenPark.Application.Platform.Data;
using GreenPark.Application.Platform.People;
using GreenPark.Engine.Failing;
using GreenPark.Web.Components.Ui;
using GreenPark.Web.Hosting;
using Microsoft.AspNetCore.Components;

namespace GreenPark.Web.Features;

/// <summary>
/// What the pages of the registers share: whose page it is, what that person may do, and reading again when the address changes
/// while the page stays (another park in the switcher, another entry). Permissions only hide buttons; each message checks them again.
/// </summary>
public abstract class RegisterPage : ComponentBase
{
    private object? shown;
    private int visits;

    [Parameter] public string Park { get; set; } = "";

    [Inject] private Requests AllRequests { get; set; } = null!;
    [Inject] protected NavigationManager Navigation { get; set; } = null!;
    [Inject] protected Toasts Toasts { get; set; } = null!;
    [Inject] private TimeProvider Clock { get; set; } = null!;

    /// <summary>A slow answer for the address before is dropped, and with it whatever waited for it.</summary>
    protected Requests Requests { get; private set; } = null!;

    protected CurrentUser User { get; private set; } = CurrentUser.Nobody;
    protected bool CanEdit => User.May(Permission.KeepRegisters);

    /// <summary>Errors of the message sent last.</summary>
    protected IReadOnlyList<Error> Errors { get; set; } = [];

    /// <summary>What the address names.</summary>
    protected virtual object Address => Park;

    protected override async Task OnParametersSetAsync()
    {
        if (Address.Equals(shown)) return;
        shown = Address;
        var visit = ++visits;
        Requests = AllRequests.While(() => visit == visits);
        User = await Requests.UserAsync();
        Errors = [];
        await LoadAsync();
    }

    protected abstract Task LoadAsync();

    /// <summary>The day it is now in a microgrid's zone.</summary>
    protected DateOnly TodayIn(string timeZone) => Clock.TodayIn(timeZone);

    /// <summary>Keeps the errors for the form; true where there are none.</summary>
    protected bool Succeeds<T>(Result<T> result)
    {
        Errors = result.Errors;
        return result.IsSuccess;
    }
}
