using System.Collections.Concurrent;
using GreenPark.Application.Features.Identity;
using GreenPark.Application.Features.Identity.Commands;
using GreenPark.Application.Features.Identity.SignIns;
using GreenPark.Application.Platform.Messaging;
using GreenPark.Application.Platform.People;

namespace GreenPark.Web.Hosting;

/// <summary>
/// Writes when keys were used and that some were refused, beside the requests: no delivery waits for the embedded database's writer. Of a key one
/// writing goes on at a time. A process that is killed loses those of its last moments.
/// </summary>
public sealed class ApiKeyUses(Sender sender, GuessLimits limits, ILogger<ApiKeyUses> logger)
{
    private readonly ConcurrentDictionary<ApiKeyId, bool> writing = [];

    public void Used(ApiKeyId key)
    {
        if (writing.TryAdd(key, true)) _ = Task.Run(async () =>
        {
            await WriteAsync(new MarkApiKeyUsed(key));
            writing.TryRemove(key, out _);
        });
    }

    /// <summary>Not each one: a gateway that was forgotten must not fill the record.</summary>
    public void Refused(string address)
    {
        if (limits.Take(SignInLimits.OfKeyRecords(address)) is null) _ = Task.Run(() => WriteAsync(new RefuseSignIn(null, "", Application.Features.Identity.SignIns.Refused.WrongKey, address)));
    }

    private async Task WriteAsync(IMessage<Done> message)
    {
        try
        {
            var written = await sender.Send(message, CurrentUser.System);
            if (written.IsFailure) logger.LogWarning("The use of an API key could not be written: {Code}", written.FirstError.Code);
        }
        catch (Exception fault)
        {
            logger.LogWarning(fault, "The use of an API key could not be written");
        }
    }
}
