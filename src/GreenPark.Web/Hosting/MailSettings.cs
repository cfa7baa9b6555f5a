using System.Net;
using System.Net.Mail;
using GreenPark.Application.Features.Identity.Links;
using GreenPark.Application.Features.Mail;

namespace GreenPark.Web.Hosting;

/// <summary>
/// How letters leave: by an SMTP server (<c>Mail:Host</c>), or as files in a folder (<c>Mail:PickupFolder</c>, <c>mail</c> in the data folder
/// while developing). With neither none are written, and administrators hand links over.
/// </summary>
internal sealed record MailSettings(string From, string? Host, int Port, bool Tls, string? User, string? Password, string? PickupFolder)
{
    private const int Submission = 587;

    public bool IsSetUp => Host is not null || PickupFolder is not null;

    public static void Add(WebApplicationBuilder builder)
    {
        var settings = builder.Configuration;
        var host = settings["Mail:Host"] is { Length: > 0 } named ? named : null;
        var folder = settings["Mail:PickupFolder"] is { Length: > 0 } path ? Path.Combine(builder.Environment.ContentRootPath, path)
            : host is null && builder.Environment.IsDevelopment() ? Path.GetFullPath(Path.Combine(DataFolder.Of(builder), "mail")) : null;
        var mail = new MailSettings(settings["Mail:From"] ?? "greenpark@localhost", host, settings.GetValue("Mail:Port", Submission), settings.GetValue("Mail:Tls", true), settings["Mail:User"], settings["Mail:Password"], folder);
        builder.Services.AddSingleton(mail);
        builder.Services.AddSingleton(new MailOptions(mail.IsSetUp));
        builder.Services.AddSingleton(new AccountLinkOptions(TimeSpan.FromDays(settings.GetValue("SignIn:InvitationDays", AccountLinkOptions.Usual.Invitation.TotalDays))));
        builder.Services.AddHostedService<Features.Mail.MailDelivery>();
    }

    /// <summary>For one letter; a connection is not kept.</summary>
    public SmtpClient Client()
    {
        if (Host is null)
        {
            Directory.CreateDirectory(PickupFolder!);
            return new SmtpClient { DeliveryMethod = SmtpDeliveryMethod.SpecifiedPickupDirectory, PickupDirectoryLocation = PickupFolder };
        }
        return new SmtpClient(Host, Port) { EnableSsl = Tls, Credentials = User is { Length: > 0 } ? new NetworkCredential(User, Password) : null };
    }
}
