namespace GreenPark.Application.Features.Statements;

/// <summary>Settings under <c>Signing</c>, and the address that statements carry.</summary>
public sealed record SigningOptions
{
    /// <summary>PKCS#12 file with the issuer's certificate and key; without one a development key is made.</summary>
    public string? KeyFile { get; init; }
    public string? Password { get; init; }

    /// <summary>Where the development key is kept, so that a restart signs with the same one.</summary>
    public string DevelopmentKeyFile { get; init; } = "greenpark-development.p12";

    /// <summary>The address under which the public reaches this installation (<c>PublicBaseAddress</c>); for QR codes.</summary>
    public string PublicBaseAddress { get; init; } = "http://localhost:5080";

    /// <summary>What stands before a statement's number on the public verification page.</summary>
    public string VerificationAddress(Code park) => $"{PublicBaseAddress.TrimEnd('/')}/v/{park}/";
}
