using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace GreenPark.Application.Features.Identity.SecondFactors;

/// <summary>Protects the secrets of authenticator apps with the keys that protect cookies; what opens those stands outside the database.</summary>
public sealed class AuthenticatorSecrets(IDataProtectionProvider protection)
{
    private readonly IDataProtector protector = protection.CreateProtector("GreenPark.Authenticator");

    public byte[] Protect(byte[] secret) => protector.Protect(secret);

    /// <summary>Null where the keys are gone, such as with a replaced certificate: recovery codes still let in.</summary>
    public byte[]? Unprotect(byte[] stored)
    {
        try
        {
            return protector.Unprotect(stored);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
