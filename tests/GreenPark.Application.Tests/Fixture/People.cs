namespace GreenPark.Application.Tests.Fixture;

internal static class People
{
    public static readonly CurrentUser Administrator = new(Guid.CreateVersion7(), "Ada", Role.Administrator);

    public static CurrentUser OperatorOf(ParkId park) => As(Role.ParkManager, park, name: "Otto");
    public static CurrentUser VerifierOf(ParkId park) => As(Role.Verifier, park, name: "Vera");
    public static CurrentUser OfficerOf(ParkId park) => As(Role.ComplianceOfficer, park, name: "Cora");
    public static CurrentUser Of(ParkId park, TenantId tenant) => As(Role.TenantReader, park, tenant, "Tina");

    /// <summary>Bound to the park and the tenant, as signing in does it: by their ids and by their codes.</summary>
    public static CurrentUser As(Role role, ParkId park, TenantId? tenant = null, string name = "x", Guid? id = null) => new(id ?? Guid.CreateVersion7(), name, role, park, tenant)
    {
        ParkCode = World.Codes.GetValueOrDefault(park.Value, "unknown"), TenantCode = tenant is { } known ? World.Codes.GetValueOrDefault(known.Value, "unknown") : "",
    };
}

internal static class ResultAssertions
{
    /// <summary>The value; a failure fails the test with its text.</summary>
    public static async Task<T> Value<T>(this Task<Result<T>> pending)
    {
        var result = await pending;
        result.IsSuccess.ShouldBeTrue(string.Join("; ", result.Errors.Select(x => $"{x.Field}: {x.Code} {ErrorResources.Texts.Line(x)}")));
        return result.Value;
    }

    /// <summary>The first error, which must have this code.</summary>
    public static async Task<Error> Fails<T>(this Task<Result<T>> pending, string code)
    {
        var result = await pending;
        result.IsFailure.ShouldBeTrue("it succeeded");
        result.Errors.ShouldContain(x => x.Code == code, string.Join("; ", result.Errors.Select(x => x.Code)));
        return result.Errors.First(x => x.Code == code);
    }

    /// <summary>Records that hold lists compare them by reference; what they say is their JSON.</summary>
    public static void ShouldSayTheSameAs<T>(this T actual, T expected) =>
        System.Text.Json.JsonSerializer.Serialize(actual).ShouldBe(System.Text.Json.JsonSerializer.Serialize(expected));
}
