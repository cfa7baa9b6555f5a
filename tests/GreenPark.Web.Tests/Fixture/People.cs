using GreenPark.Application.Platform.People;

namespace GreenPark.Web.Tests.Fixture;

internal static class People
{
    private static int count;

    public static string NewCode(string kind) => $"{kind}-{Interlocked.Increment(ref count)}";

    public static Caller Nobody(this Server server) => new(server.CreateClient());
    public static Caller WithoutRole(this Server server) => new(server.CreateClient(), TestSignIn.Of("Nora", Role.None));
    public static Caller Administrator(this Server server) => new(server.CreateClient(), TestSignIn.Of("Ada", Role.Administrator));
    public static Caller Of(this Server server, Role role, ParkId park, TenantId? tenant = null) => new(server.CreateClient(), TestSignIn.Of($"{role}", role, park, tenant));

    public static Caller As(this Server server, CurrentUser user) => new(server.CreateClient(), TestSignIn.Of(user.Name, user.Role, user.ParkScope, user.TenantScope, user.Id, days: user.Days));

    public static Caller Registered(this Server server, Guid id, Role role, ParkId park, Guid session = default) => new(server.CreateClient(), TestSignIn.Of($"{role}", role, park, id: id, session: session));
}
