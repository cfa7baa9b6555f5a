namespace GreenPark.Web.Features.Identity;

/// <summary>The people of the demo park. They exist in Development only.</summary>
public sealed record DemoSignIn(string Email, string Name, string Role)
{
    public const string Password = "greenpark-demo";

    public static readonly IReadOnlyList<DemoSignIn> All =
    [
        new("operator@demo.greenpark.example", "Lin Wei", "ParkOperator"),
        new("tenant@demo.greenpark.example", "Chen Jing", "TenantUser"),
        new("compliance@demo.greenpark.example", "Zhao Min", "ComplianceOfficer"),
        new("verifier@demo.greenpark.example", "Anna Berg", "Verifier"),
    ];
}
