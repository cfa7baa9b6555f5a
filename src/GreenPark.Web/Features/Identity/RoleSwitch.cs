using Microsoft.AspNetCore.Antiforgery;

namespace GreenPark.Web.Features.Identity;

/// <summary>Acting as another of one's roles: a new cookie for this browser. Others, and what is open in them, stay as they are.</summary>
internal static class RoleSwitch
{
    public const string Path = "/account/role";

    /// <summary>A form post with an antiforgery token, so that no other site can change what a person acts as. A role that is not theirs changes nothing.</summary>
    public static void MapRoleSwitch(this WebApplication app) => app.MapPost(Path, async (HttpContext context, IAntiforgery antiforgery, Door door, ActingAs acting) =>
    {
        if (!await antiforgery.IsRequestValidAsync(context)) return Results.BadRequest();
        var wanted = (await context.Request.ReadFormAsync(context.RequestAborted))["role"].ToString();
        acting.Wanted = Guid.TryParse(wanted, out var id) ? id : RoleClaims.IdOf(context.User);
        await door.RenewAsync(context);
        return Results.LocalRedirect("~/");
    }).ExcludeFromDescription();
}
