using GreenPark.Application.Features.Metering.Commands;
using GreenPark.Application.Platform;
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

    /// <summary>All of it is there, and it is what the browser has.</summary>
    [JSInvokable]
    public async Task ArrivedAsync(string sha256)
    {
        await EndSendingAsync();
        if (sent is not { } upload) return;
        try
        {
            var content = await Task.Run(() => Pieces.Content(upload, sha256));
            errors = [.. content.Errors.Select(x => x.At(fileName))];
            if (content.TryGet(out var whole))
            {
                file = whole;
                await CheckAsync();
            }
            // what neither a preview nor an import can use needs no place
            if (preview is null && how is null) RemoveSent();
        }
        catch (Exception fault) when (Disk.IsGone(fault))
        {
            ForgetGone();
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

    /// <summary>The server's disk is full: to wait for it would be to wait for somebody.</summary>
    [JSInvokable]
    public Task NoRoomAsync() => RefuseAsync(x => Error.Conflict("request.upload_no_room", Pieces.Offset(x), x.Length));

    /// <summary>Something on the way takes no piece, however small.</summary>
    [JSInvokable]
    public Task TooLargeAsync(long pieceBytes) => RefuseAsync(_ => Error.Invalid("request.upload_piece_refused", pieceBytes));

    /// <summary>The browser cannot read the file any more.</summary>
    [JSInvokable]
    public Task UnreadableAsync() => RefuseAsync(_ => Error.Invalid("request.upload_unreadable"));

    private async Task RefuseAsync(Func<ReadingUpload, Error> error)
    {
        await EndSendingAsync();
        if (sent is { } upload) errors = [error(upload).At(fileName)];
        stage = null;
        StateHasChanged();
    }

    /// <summary>One that came in pieces is taken once, whoever else asks, and stays until it is.</summary>
    private Task<Result<ImportReadings.Taken>> ImportAsync(ImportReadings command) =>
        sent is { } upload ? Pieces.ImportAsync(upload, _ => Requests.Send(command, left)) : Requests.Send(command, left);

    /// <summary>A page may stay open for longer than its file is kept.</summary>
    private void ForgetGone()
    {
        Forget();
        errors = [Error.NotFound("request.upload_not_found").At(fileName)];
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
