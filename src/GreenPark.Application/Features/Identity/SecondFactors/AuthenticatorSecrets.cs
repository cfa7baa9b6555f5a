using Microsoft.AspNetCore.DataProtection;

namespace GreenPark.Application.Features.Identity.SecondFactors;

/// <summary>Protects the secrets of authenticator apps with the keys that protect cookies; they stand in the data folder, not in the database.</summary>
public sealed class AuthenticatorSecrets(IDataProtectionProvider protection)
{
    private readonly IDataProtector protector = protection.CreateProtector("GreenPark.Authenticator");

    public byte[] Protect(byte[] secret) => protector.Protect(secret);

    public byte[] Unprotect(byte[] stored) => protector.Unprotect(stored);
}
