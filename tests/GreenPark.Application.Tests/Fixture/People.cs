namespace GreenPark.Application.Tests.Fixture;

internal static class People
{
    public static readonly CurrentUser Administrator = new(Guid.CreateVersion7(), "Ada", Role.Administrator);

    public static CurrentUser OperatorOf(ParkId park) => new(Guid.CreateVersion7(), "Otto", Role.ParkManager, park);
    public static CurrentUser VerifierOf(ParkId park) => new(Guid.CreateVersion7(), "Vera", Role.Verifier, park);
    public static CurrentUser OfficerOf(ParkId park) => new(Guid.CreateVersion7(), "Cora", Role.ComplianceOfficer, park);
    public static CurrentUser Of(ParkId park, TenantId tenant) => new(Guid.CreateVersion7(), "Tina", Role.TenantReader, park, tenant);
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
