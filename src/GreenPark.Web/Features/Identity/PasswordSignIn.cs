using GreenPark.Application.Platform.People;
using GreenPark.Web.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Localization;

namespace GreenPark.Web.Features.Identity;

/// <summary>Checks e-mail and password, writes the cookie, and shows the user's language where the browser has none chosen.</summary>
public sealed class PasswordSignIn(SignInManager<AppUser> people, Installation installation)
{
    public IReadOnlyList<DemoSignIn> Demo => installation.IsDemo ? DemoSignIn.All : [];

    /// <summary>Unknown, wrong and locked are one answer, and take as long: it must not tell who has an account.</summary>
    public async Task<bool> TryAsync(HttpContext context, string email, string password, bool stay)
    {
        if (await people.UserManager.FindByEmailAsync(email.Trim()) is not { PasswordHash: not null } user || await people.UserManager.IsLockedOutAsync(user))
        {
            people.UserManager.PasswordHasher.VerifyHashedPassword(Nobody.User, Nobody.Hash, password);
            return false;
        }
        if (!(await people.PasswordSignInAsync(user, password, stay, lockoutOnFailure: true)).Succeeded) return false;
        if (!context.Request.Cookies.ContainsKey(CookieRequestCultureProvider.DefaultCookieName)) context.RememberLanguage(user.Culture);
        return true;
    }

    /// <summary>Whom an unknown address is compared with: a password that nobody has, hashed as everybody's.</summary>
    private static class Nobody
    {
        public static readonly AppUser User = new("nobody", "", "en");
        public static readonly string Hash = new PasswordHasher<AppUser>().HashPassword(User, Guid.NewGuid().ToString());
    }
}
