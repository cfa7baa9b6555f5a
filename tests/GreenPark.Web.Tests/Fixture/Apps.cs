using GreenPark.Application.Features.Identity.SecondFactors;

namespace GreenPark.Web.Tests.Fixture;

/// <summary>Stands in for an authenticator app that was given the key as text.</summary>
internal static class Apps
{
    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <param name="key">With or without blanks.</param>
    /// <param name="ahead">Half minutes from now.</param>
    public static string CodeOf(string key, int ahead = 0)
    {
        var bits = string.Concat(key.Where(x => x != ' ').Select(x => Convert.ToString(Base32.IndexOf(x), 2).PadLeft(5, '0')));
        var secret = bits.Chunk(8).Where(x => x.Length == 8).Select(x => Convert.ToByte(new string(x), 2)).ToArray();
        return OneTimeCode.At(secret, OneTimeCode.StepOf(DateTime.UtcNow) + ahead);
    }
}
