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
        if (File.Exists(options.DevelopmentKeyFile)) return Read(options.DevelopmentKeyFile, null);
        // valid from two years ago: the demo issues statements of past months
        using var made = IssuerKey.CreateDevelopment("GreenPark", clock.UtcNow().AddYears(-2));
        var folder = Path.GetDirectoryName(Path.GetFullPath(options.DevelopmentKeyFile))!;
        Directory.CreateDirectory(folder);
        var staging = Path.Combine(folder, Path.GetRandomFileName());
        File.WriteAllBytes(staging, made.ToPkcs12(null));
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(staging, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        try
        {
            File.Move(staging, options.DevelopmentKeyFile);
        }
        catch (IOException) when (File.Exists(options.DevelopmentKeyFile))
        {
            File.Delete(staging);   // another process was faster: its key is the one
        }
        return Read(options.DevelopmentKeyFile, null);
    }

    private static IssuerKey Read(string file, string? password)
    {
        var read = IssuerKey.FromPkcs12(File.ReadAllBytes(file), password);
        return read.IsSuccess ? read.Value : throw new InvalidOperationException($"Signing:KeyFile {file}: {ErrorResources.Texts.Text(read.FirstError)}");
    }
}
