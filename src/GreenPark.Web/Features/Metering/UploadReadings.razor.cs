using GreenPark.Engine.Failing;
using GreenPark.Web.Components.Ui;
using GreenPark.Web.Features.Metering.InPieces;
using GreenPark.Web.Hosting;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.JSInterop;

namespace GreenPark.Web.Features.Metering;

/// <summary>
/// A large file does not come over the page's own connection: a script sends it in pieces over HTTP, as machines do, and goes on by itself
/// after a lost connection. Chosen again, even on another day's visit to the page, it goes on where it stopped.
/// </summary>
public sealed partial class UploadReadings
{
    private DotNetObjectReference<UploadReadings>? self;
    private IJSObjectReference? sending;
    private ReadingUpload? sent;

    private async Task SendAsync(IBrowserFile chosen)
    {
        await EndSendingAsync();
        var user = await Requests.UserAsync();
        var begun = Pieces.GoOn(user.Id, Park, Microgrid, chosen.Name, chosen.Size, chosen.LastModified);
        errors = begun.Errors;
        if (!begun.TryGet(out sent)) return;
        (stage, share) = (T["imports.sending", fileName], (double)Pieces.Offset(sent) / sent.Length);
        self ??= DotNetObjectReference.Create(this);
        try
        {
            await using var module = await Js.InvokeAsync<IJSObjectReference>("import", "./js/uploads.js");
            sending = await module.InvokeAsync<IJSObjectReference>("send", drop!.Input, ApiPath.Of("parks", Park, "microgrids", Microgrid, "uploads", $"{sent.Id}"), self);
        }
        catch (Exception fault) when (Uploads.BrokeOff(fault))
        {
            Fail();
        }
    }

    /// <summary>How far it is; while the connection is lost the script waits and tries again.</summary>
    [JSInvokable]
    public Task ProgressAsync(double done, bool waits)
    {
        if (sending is null && stage is null) return Task.CompletedTask;
        (stage, share) = (T[waits ? "imports.waiting" : "imports.sending", fileName], done);
        StateHasChanged();
        return Task.CompletedTask;
    }

    /// <summary>All of it is there.</summary>
    [JSInvokable]
    public async Task ArrivedAsync()
    {
        await EndSendingAsync();
        if (sent is null) return;
        try
        {
            var content = Pieces.Content(sent);
            errors = content.Errors;
            if (!content.TryGet(out var whole)) return;
            file = whole;
            await CheckAsync();
        }
        finally
        {
            stage = null;
            StateHasChanged();
        }
    }

    /// <summary>The script gave up; what has come stays.</summary>
    [JSInvokable]
    public async Task BrokeOffAsync()
    {
        await EndSendingAsync();
        Fail();
        StateHasChanged();
    }

    private void Fail() => (stage, errors) = (null, [Error.Invalid("request.broke_off").At(fileName)]);

    private async Task StopAsync()
    {
        await EndSendingAsync();
        RemoveSent();
        stage = null;
    }

    /// <summary>What is not taken any more needs no place; a piece that is being written is removed with the day's old ones.</summary>
    private void RemoveSent()
    {
        if (sent is not null) Pieces.Remove(sent);
        sent = null;
    }

    private async Task EndSendingAsync()
    {
        if (sending is null) return;
        try
        {
            await sending.InvokeVoidAsync("stop");
            await sending.DisposeAsync();
        }
        catch (Exception fault) when (fault is JSDisconnectedException or TaskCanceledException)
        {
            // with the page its script has gone too
        }
        sending = null;
    }
}
