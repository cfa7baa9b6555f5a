using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using GreenPark.Engine.Evidence;

namespace GreenPark.Engine.Tests.Evidence;

/// <summary>Documents and keys that the evidence tests share.</summary>
internal static class Samples
{
    public static readonly DateTime SignedAt = new(2018, 2, 3, 2, 0, 0, DateTimeKind.Utc);
    public static readonly DateTime NotBefore = new(2018, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    private static readonly string Hash = new('a', 64);

    public static Statement Statement() => new()
    {
        Number = "mg-1-201801-forge-r1",
        IssuedAt = SignedAt,
        Status = StatementStatus.Final,
        Park = new("harbour", "Harbour Park", "海港园区"),
        ResponsibleEntity = new("Harbour Park Energy Co., Ltd.", "", ""),
        MicrogridCode = "mg-1",
        MicrogridName = "Harbour Park direct connection",
        Member = new("forge", "Forge Co., Ltd.", "", ""),
        Period = new(new DateOnly(2018, 1, 1), new DateOnly(2018, 2, 1), "Asia/Shanghai", 15, 2976),
        Basis = new("gpm-1", 7, [new("jp-2018", "proRata", Hash)], Hash, [Hash], Shadow: true, CertificateStatus.Outstanding),
        Figures = new(1_000_000, [new("wind-1", 3), new("pv-1", 250_000), new("storage", 0)], 250_003, 250_003, 536_600, 401_000, -5),
        Factors = new("operational", "gCO2/kWh", "536.6", "585.6", "536.6", [new("wind-1", "0"), new("pv-1", "0"), new("storage", "0")], "Ministry, 2022"),
        Quality = new(2_970, 5, 1),
        Issuer = new("Harbour Park Energy Co., Ltd.", Hash, Development: true),
    };

    public static Manifest Manifest() => new()
    {
        Kind = PackKind.Full,
        Park = "harbour",
        Microgrid = "mg-1",
        From = new DateOnly(2018, 1, 1),
        To = new DateOnly(2018, 2, 1),
        Run = 7,
        Method = "gpm-1",
        CreatedAt = SignedAt,
        Files = [new("statements/a.json", 2, Hash), new("input/park.json", 1, Hash), new("issuer.pem", 3, Hash)],
        Tree = new(12, Hash),
    };

    public static IssuerKey Development() => IssuerKey.CreateDevelopment("Harbour Park 海港园区", NotBefore);

    public static IssuerKey Rsa(int bits = 3072)
    {
        using var key = RSA.Create(bits);
        var request = new CertificateRequest("CN=Harbour Park", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return IssuerKey.From(request.CreateSelfSigned(NotBefore, NotBefore.AddYears(3))).Value;
    }
}
