using GreenPark.Application.Features.Identity.Links;
using Microsoft.AspNetCore.Identity;

namespace GreenPark.Application.Features.Demo;

/// <summary>Gives one of the demo's people the public password, which the rules for passwords would refuse. Sent while the demo is registered, and never else.</summary>
[Allow(Permission.SystemOnly)]
public sealed record UseDemoPassword(string Email) : ICommand<Done>
{
    internal sealed class Handler(GreenParkDb db, UserManager<AppUser> users, AccountLinks links) : ICommandHandler<UseDemoPassword, Done>
    {
        public async Task<Result<Done>> Handle(UseDemoPassword command, CancellationToken cancellationToken)
        {
            if (DemoPeople.All.All(x => x.Email != command.Email) || await users.FindByEmailAsync(command.Email) is not { } user) return Error.NotFound("user.not_found", command.Email);
            user.PasswordHash = users.PasswordHasher.HashPassword(user, DemoPeople.Password);
            user.EmailConfirmed = true;
            await links.EndAsync(db, user.Id, cancellationToken);   // nobody is invited here
            return Done.Value;
        }
    }
}
