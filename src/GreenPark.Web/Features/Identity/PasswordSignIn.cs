using GreenPark.Application.Features.Identity.SignIns;
using GreenPark.Application.Platform.Messaging;
using GreenPark.Application.Platform.People;
using GreenPark.Web.Hosting;

namespace GreenPark.Web.Features.Identity;

/// <summary>Signing in by e-mail address and password. Unknown, wrong and locked are one answer: it must not tell who has an account.</summary>
public sealed class PasswordSignIn(Sender sender, Door door, Installation installation)
{
    /// <param name="IsIn">Whether the person is signed in now.</param>
    /// <param name="Wait">Where too many tries were made: how long to wait.</param>
    public readonly record struct Outcome(bool IsIn, TimeSpan? Wait = null);

    public IReadOnlyList<DemoSignIn> Demo => installation.IsDemo ? DemoSignIn.All : [];

    public async Task<Outcome> TryAsync(HttpContext context, string email, string password, bool stay)
    {
        var checkedPassword = (await sender.Send(new CheckPassword(email, password, Door.AddressOf(context)), CurrentUser.System)).Value;
        if (checkedPassword.Wait is { } wait) return new(false, wait);
        if (checkedPassword.Why is { } why)
        {
            await door.RefuseAsync(context, checkedPassword.Person, why);
            return new(false);
        }
        await door.LetInAsync(context, checkedPassword.Person!, SignInMethod.Password, stay);
        return new(true);
    }
}
