using GreenPark.Application.Platform.People;
using GreenPark.Web.Hosting;
using Microsoft.AspNetCore.Authorization;

namespace GreenPark.Web.Features;

/// <summary>What it takes to open a page; the messages that the page sends check the same again.</summary>
public sealed class MayAttribute(Permission permission) : AuthorizeAttribute(permission.ToString())
{
    public Permission Permission => permission;
}

internal static class PermissionPolicies
{
    /// <summary>One policy for each permission, under its name.</summary>
    public static AuthorizationBuilder AddPermissions(this AuthorizationBuilder builder)
    {
        foreach (var permission in Enum.GetValues<Permission>())
            builder.AddPolicy(permission.ToString(), x => x.RequireAuthenticatedUser().RequireAssertion(y => SignedInUser.Of(y.User).May(permission)));
        return builder;
    }
}
