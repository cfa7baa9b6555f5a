using GreenPark.Application.Features.Mail;

namespace GreenPark.Application.Platform;

public abstract partial class GreenParkDb
{
    public DbSet<OutgoingMail> OutgoingMails => Set<OutgoingMail>();
}
