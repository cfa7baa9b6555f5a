using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;

namespace GreenPark.Web.Hosting;

/// <summary>
/// Says of each signed-in user from which address this request, or this circuit, comes: the audit record keeps it. Behind a trusted proxy
/// it is the address that the proxy tells.
/// </summary>
internal sealed class OriginClaim(IHttpContextAccessor accessor) : IClaimsTransformation
{
    public Task<ClaimsPrincipal> TransformAsync(ClaimsPrincipal principal)
    {
        if (accessor.HttpContext?.Connection.RemoteIpAddress is not { } address || principal.HasClaim(x => x.Type == SignedInUser.AddressClaim)) return Task.FromResult(principal);
        // a copy: what the cookie is renewed from stays without it
        var told = principal.Clone();
        told.AddIdentity(new ClaimsIdentity([new Claim(SignedInUser.AddressClaim, TextOf(address))]));
        return Task.FromResult(told);
    }

    /// <summary>As records have it; empty where there is none.</summary>
    public static string TextOf(System.Net.IPAddress? address) => (address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address)?.ToString() ?? "";
}
