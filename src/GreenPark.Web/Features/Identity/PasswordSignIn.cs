using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;

namespace GreenPark.Web.Features.Identity;

/// <summary>
/// Checks e-mail and password and writes the cookie. It knows the demo people alone, in Development alone, until it is given
/// ASP.NET Core Identity's sign-in manager; in any other environment it lets nobody in.
/// </summary>
public sealed class PasswordSignIn(IHostEnvironment environment)
{
    public IReadOnlyList<DemoSignIn> Demo => environment.IsDevelopment() ? DemoSignIn.All : [];

    public async Task<bool> TryAsync(HttpContext context, string email, string password, bool stay)
    {
        var person = Demo.FirstOrDefault(x => string.Equals(x.Email, email.Trim(), StringComparison.OrdinalIgnoreCase));
        if (person is null || password != DemoSignIn.Password) return false;
        var identity = new ClaimsIdentity(
            [new(ClaimTypes.Name, person.Name), new(ClaimTypes.Email, person.Email), new(ClaimTypes.Role, person.Role)], IdentityConstants.ApplicationScheme);
        await context.SignInAsync(IdentityConstants.ApplicationScheme, new ClaimsPrincipal(identity), new AuthenticationProperties { IsPersistent = stay });
        return true;
    }
}
