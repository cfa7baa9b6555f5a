using Microsoft.AspNetCore.Components;

namespace GreenPark.Web.Components.Ui;

/// <summary>Calls back at intervals while something is at work, in the browser's circuit only (not while a page is prerendered).</summary>
public sealed class Every : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly CancellationToken left;

    /// <summary>The token is kept: its source no longer gives one once it is disposed, and a slow tick may outlive the page.</summary>
    public Every() => left = stop.Token;

    [Parameter] public double Seconds { get; set; } = 1;

    /// <summary>Nothing is called while false.</summary>
    [Parameter] public bool When { get; set; } = true;
    [Parameter, EditorRequired] public EventCallback OnTick { get; set; }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender) return;
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(Seconds));
        try
        {
            while (await timer.WaitForNextTickAsync(left))
                if (When) await OnTick.InvokeAsync();
        }
        catch (OperationCanceledException)
        {
            // the page was left
        }
    }

    public void Dispose()
    {
        stop.Cancel();
        stop.Dispose();
    }
}
