using GreenPark.Application.Platform.People;
using GreenPark.Web.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Localization;

namespace GreenPark.Web.Features.Identity;

/// <summary>Checks e-mail and password, writes the cookie, and shows the user's language where the browser has none chosen.</summary>
public sealed class PasswordSignIn(SignInManager<AppUser> people, Installation installation)
{
    public IReadOnlyList<DemoSignIn> Demo => installation.IsDemo ? DemoSignIn.All : [];

    /// <summary>Unknown, wrong and locked are one answer: it must not tell who has an account.</summary>
    public async Task<bool> TryAsync(HttpContext context, string email, string password, bool stay)
    {
        if (await people.UserManager.FindByEmailAsync(email.Trim()) is not { } user) return false;
        if (!(await people.PasswordSignInAsync(user, password, stay, lockoutOnFailure: true)).Succeeded) return false;
        if (!context.Request.Cookies.ContainsKey(CookieRequestCultureProvider.DefaultCookieName)) context.RememberLanguage(user.Culture);
        return true;
    }
}
