using GreenPark.Engine.Evidence;

namespace GreenPark.Application.Features.Statements;

/// <summary>
/// The key that statements and packs are signed with, loaded once. A fault in the settings is an exception at start:
/// nothing is signed with another key than the one asked for.
/// </summary>
public sealed class Issuer : IDisposable
{
    private readonly Lazy<IssuerKey> key;

    public Issuer(SigningOptions options, TimeProvider clock) => key = new Lazy<IssuerKey>(() => Load(options, clock));

    public IssuerKey Key => key.Value;

    public void Dispose()
    {
        if (key.IsValueCreated) key.Value.Dispose();
    }

    private static IssuerKey Load(SigningOptions options, TimeProvider clock)
    {
        if (options.KeyFile is { Length: > 0 } file) return Read(file, options.Password);
        SecretFile.EnsureThere(options.DevelopmentKeyFile, () =>
        {
            // valid from two years ago: the demo issues statements of past months
            using var made = IssuerKey.CreateDevelopment("GreenPark", clock.UtcNow().AddYears(-2));
            return made.ToPkcs12(null);
        });
        return Read(options.DevelopmentKeyFile, null);
    }

    private static IssuerKey Read(string file, string? password)
    {
        var read = IssuerKey.FromPkcs12(File.ReadAllBytes(file), password);
        return read.IsSuccess ? read.Value : throw new InvalidOperationException($"Signing:KeyFile {file}: {ErrorResources.Texts.Text(read.FirstError)}");
    }
}
