using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;

namespace GreenPark.Application.Features.Mail;

/// <summary>Puts letters beside the change that they tell of, protected by the installation's keys.</summary>
public sealed class Letters(IDataProtectionProvider protection, MailOptions options, TimeProvider clock)
{
    private readonly IDataProtector protector = protection.CreateProtector("GreenPark.Mail");

    public bool AreSent => options.IsSetUp;

    internal void Write(GreenParkDb db, AppUser to, Letter letter, DateTime expires) =>
        db.Add(OutgoingMail.To(to, protector.Protect(JsonSerializer.SerializeToUtf8Bytes(letter)), clock.UtcNow(), expires));

    /// <summary>Null where the keys it was protected with are gone.</summary>
    internal Letter? Read(OutgoingMail mail)
    {
        try
        {
            return JsonSerializer.Deserialize<Letter>(protector.Unprotect(mail.Text));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
