using GreenPark.Application.Features.Identity;

namespace GreenPark.Application.Features.Demo;

/// <summary>The demo's sign-ins, one for each role. Their password is printed at start; they are made in the demo database only.</summary>
public sealed record DemoPeople(string Email, string Name, string Culture, Role Role, string Park = DemoPark.Code, string Tenant = "")
{
    public const string Password = "greenpark-demo";

    /// <summary>The verifier's engagement is for the months that the demo has and the one left to try, and long enough to look around.</summary>
    internal RoleFields Assignment => Role == Role.Verifier
        ? new RoleFields(Role, Park, Tenant, Until: DemoMonths.Next.AddYears(10), SeesFrom: DemoReadings.First, SeesTo: DemoMonths.Next.AddMonths(1))
        : new RoleFields(Role, Park, Tenant);

    public static readonly IReadOnlyList<DemoPeople> All =
    [
        new("operator@demo.greenpark.example", "Lin Wei", "en", Role.ParkManager),
        new("clerk@demo.greenpark.example", "Sun Yue", "en", Role.ParkClerk),
        new("reader@demo.greenpark.example", "Gao Ning", "en", Role.ParkReader),
        new("tenant@demo.greenpark.example", "Chen Jing", "en", Role.TenantManager, Tenant: "pumps"),
        new("tenant-reader@demo.greenpark.example", "He Xin", "en", Role.TenantReader, Tenant: "pumps"),
        new("compliance@demo.greenpark.example", "Zhao Min", "en", Role.ComplianceOfficer),
        new("verifier@demo.greenpark.example", "Anna Berg", "en", Role.Verifier),
        new("admin@demo.greenpark.example", "Wu Lei", "en", Role.Administrator, Park: ""),
    ];
}
