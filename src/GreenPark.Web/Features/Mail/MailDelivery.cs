using System.Net;
using System.Net.Mail;
using System.Net.Mime;
using System.Text;
using GreenPark.Application.Features.Mail;
using GreenPark.Application.Platform.Messaging;
using GreenPark.Application.Platform.People;
using GreenPark.Web.Hosting;

namespace GreenPark.Web.Features.Mail;

/// <summary>
/// Sends the letters that are due, one after the other, outside every transaction. One that could not be sent is tried again after 2, 4, 8 … minutes, at
/// most each hour, until what it carries is worthless. Killed after the server took it and before that was written down, it sends it twice: not at all would be worse.
/// </summary>
internal sealed class MailDelivery(Sender sender, MailSettings settings, ILogger<MailDelivery> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2), Patience = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!settings.IsSetUp) return;
        using var timer = new PeriodicTimer(Pause);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            try
            {
                while (await SendNextAsync(stoppingToken)) { }
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                logger.LogError(fault, "Letters could not be looked through; trying again");
            }
    }

    private async Task<bool> SendNextAsync(CancellationToken stop)
    {
        if (!(await sender.Send(new IsMailDue(), CurrentUser.System, stop)).Value) return false;
        var taken = await sender.Send(new TakeDueMail(), CurrentUser.System, stop);
        if (!taken.TryGet(out var mail) || mail is null) return false;   // nothing is due, or another node was faster
        string? failure = null;
        try
        {
            using var message = MessageOf(settings.From, mail.Address, mail.Letter);
            using var client = settings.Client();
            using var slow = CancellationTokenSource.CreateLinkedTokenSource(stop);
            slow.CancelAfter(Patience);
            await client.SendMailAsync(message, slow.Token);
        }
        // whatever it was, the letter waits and its page says why: servers fail in more ways than can be listed, a certificate that is not believed among them
        catch (Exception fault) when (!stop.IsCancellationRequested)
        {
            failure = fault.InnerException is { } inner ? $"{fault.Message} {inner.Message}" : fault.Message;
            logger.LogWarning(fault, "Letter {Id} could not be sent; it is tried again", mail.Id.Value);
        }
        await sender.Send(new TellOfMail(mail.Id, failure), CurrentUser.System, stop);
        return true;
    }

    /// <summary>As text, and as HTML with the links that are in it.</summary>
    internal static MailMessage MessageOf(string from, string to, Letter letter)
    {
        var message = new MailMessage(from, to) { Subject = letter.Subject, SubjectEncoding = Encoding.UTF8, Body = letter.Text, BodyEncoding = Encoding.UTF8 };
        var lines = letter.Text.Split('\n').Select(x => x.StartsWith("http", StringComparison.Ordinal) ? $"<a href=\"{WebUtility.HtmlEncode(x)}\">{WebUtility.HtmlEncode(x)}</a>" : WebUtility.HtmlEncode(x));
        message.AlternateViews.Add(AlternateView.CreateAlternateViewFromString($"<html><body><p>{string.Join("<br>\n", lines)}</p></body></html>", Encoding.UTF8, MediaTypeNames.Text.Html));
        return message;
    }
}
