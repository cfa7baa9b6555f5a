using Microsoft.AspNetCore.Components.Forms;

namespace GreenPark.Web.Components.Ui;

public static class Uploads
{
    /// <summary>Streams a chosen file to a temporary file that deletes itself when closed; memory holds one buffer.</summary>
    /// <param name="file">What the browser offers.</param>
    /// <param name="maxBytes">Refused above.</param>
    /// <param name="progress">Told the share done, from 0 to 1, about a hundred times in all.</param>
    /// <param name="cancellationToken">Stops the transfer; the temporary file goes.</param>
    public static async Task<FileStream> ToTemporaryFileAsync(
        this IBrowserFile file, long maxBytes, Func<double, Task>? progress = null, CancellationToken cancellationToken = default)
    {
        var target = new FileStream(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), FileMode.CreateNew,
            FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.Asynchronous | FileOptions.DeleteOnClose);
        try
        {
            await using var source = file.OpenReadStream(maxBytes, cancellationToken);
            var buffer = new byte[1 << 16];
            var told = 0L;
            for (int read; (read = await source.ReadAsync(buffer, cancellationToken)) > 0;)
            {
                await target.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
                if (progress is null || target.Position - told < file.Size / 100) continue;
                told = target.Position;
                await progress((double)told / file.Size);
            }
            target.Position = 0;
            return target;
        }
        catch
        {
            await target.DisposeAsync();
            throw;
        }
    }

    /// <summary>Streams a chosen file into memory, which grows with what really comes.</summary>
    /// <param name="file">What the browser offers.</param>
    /// <param name="maxBytes">Refused above, by the size that the browser says, before a byte is read.</param>
    /// <param name="progress">Told the share done, from 0 to 1, about a hundred times in all.</param>
    /// <param name="cancellationToken">Stops the transfer.</param>
    public static async Task<ReadOnlyMemory<byte>> ToMemoryAsync(
        this IBrowserFile file, long maxBytes, Func<double, Task>? progress = null, CancellationToken cancellationToken = default)
    {
        await using var source = file.OpenReadStream(Math.Min(maxBytes, Array.MaxLength), cancellationToken);
        var content = new MemoryStream((int)Math.Min(file.Size, 1 << 22));
        var buffer = new byte[1 << 16];
        var told = 0L;
        for (int read; (read = await source.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            content.Write(buffer, 0, read);
            if (progress is null || content.Length - told < file.Size / 100) continue;
            told = content.Length;
            await progress((double)told / file.Size);
        }
        return content.GetBuffer().AsMemory(0, (int)content.Length);
    }

    /// <summary>Whether a transfer ended by the browser's doing: the file went away or was changed, or the connection broke.</summary>
    public static bool BrokeOff(Exception fault) => fault is IOException or Microsoft.JSInterop.JSException or TimeoutException;
}
