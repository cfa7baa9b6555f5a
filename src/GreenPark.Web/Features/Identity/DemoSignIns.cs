using GreenPark.Application.Features.Demo;

namespace GreenPark.Web.Features.Identity;

/// <summary>The people of the demo park, as the sign-in page offers them. They exist in the demo database only.</summary>
public sealed record DemoSignIn(string Email, string Role)
{
    public const string Password = DemoPeople.Password;

    public static readonly IReadOnlyList<DemoSignIn> All = [.. DemoPeople.All.Select(x => new DemoSignIn(x.Email, x.Role.ToString()))];
}
