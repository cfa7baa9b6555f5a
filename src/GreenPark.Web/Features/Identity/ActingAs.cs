using System.Globalization;
using System.Security.Claims;
using GreenPark.Application.Features.Identity.Queries;
using GreenPark.Application.Platform.Data;
using GreenPark.Application.Platform.People;
using GreenPark.Engine.Quantities;

namespace GreenPark.Web.Features.Identity;

/// <summary>Which of their roles the person of this request wants to act as; unsaid, or over by now, it is the oldest that they hold.</summary>
public sealed class ActingAs
{
    public Guid? Wanted { get; set; }
}

/// <summary>A held role as claims of a session, and back.</summary>
internal static class RoleClaims
{
    public const string Id = "greenpark:role", Park = "greenpark:park", ParkCode = "greenpark:park-code", Tenant = "greenpark:tenant", TenantCode = "greenpark:tenant-code",
        Point = "greenpark:point", Until = "greenpark:until", SeesFrom = "greenpark:sees-from", SeesTo = "greenpark:sees-to";

    public static IEnumerable<Claim> Of(ListHeldRoles.Held held)
    {
        yield return new(Id, held.Id.Value.ToString());
        yield return new(ClaimTypes.Role, held.Role.ToString());
        if (held.ParkId is { } park) yield return new(Park, park.Value.ToString());
        if (held.Park.Length > 0) yield return new(ParkCode, held.Park);
        if (held.TenantId is { } tenant) yield return new(Tenant, tenant.Value.ToString());
        if (held.Tenant.Length > 0) yield return new(TenantCode, held.Tenant);
        foreach (var (name, day) in new[] { (Until, held.Until), (SeesFrom, held.SeesFrom), (SeesTo, held.SeesTo) })
            if (day is { } known) yield return new(name, known.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
    }

    public static Guid? IdOf(ClaimsPrincipal? principal) => Guid.TryParse(principal?.FindFirstValue(Id), out var id) ? id : null;

    /// <summary>The part of a user that a role is. Without a role nothing is seen: no role is not every park.</summary>
    public static CurrentUser Bind(CurrentUser user, ClaimsPrincipal principal)
    {
        if (!Enum.TryParse<Role>(principal.FindFirstValue(ClaimTypes.Role), out var role)) return CurrentUser.Nobody with { Id = user.Id, Name = user.Name, Address = user.Address, Session = user.Session };
        return user with
        {
            Role = role,
            ParkScope = Guid.TryParse(principal.FindFirstValue(Park), out var park) ? new ParkId(park) : null,
            TenantScope = Guid.TryParse(principal.FindFirstValue(Tenant), out var tenant) ? new TenantId(tenant) : null,
            ParkCode = principal.FindFirstValue(ParkCode) ?? "",
            TenantCode = principal.FindFirstValue(TenantCode) ?? "",
            Days = Day(principal, SeesFrom) is { } from ? new DateRange(from, Day(principal, SeesTo)) : null,
            Points = principal.HasClaim(x => x.Type == Point) ? [.. principal.FindAll(Point).Select(x => Code.Of(x.Value))] : null,
            Until = Day(principal, Until)?.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc),
        };
    }

    private static DateOnly? Day(ClaimsPrincipal principal, string claim) =>
        DateOnly.TryParseExact(principal.FindFirstValue(claim), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
