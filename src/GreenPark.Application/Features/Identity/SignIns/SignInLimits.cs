namespace GreenPark.Application.Features.Identity.SignIns;

/// <summary>
/// The limits of guessing. Right ones are given back, so that they count failures: a person who mistypes is not turned away, ten thousand
/// guesses are, at one account as at ten thousand.
/// </summary>
public static class SignInLimits
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1), TenMinutes = TimeSpan.FromMinutes(10);

    /// <param name="account">As it was asked for, whether there is one or not.</param>
    /// <param name="address">Where the try comes from.</param>
    /// <param name="isAtHome">Whether the person was signed in from there lately: what strangers do elsewhere then does not count.</param>
    public static IReadOnlyList<GuessLimit> OfPassword(string account, string address, bool isAtHome) => isAtHome
        ? [new($"password {account} from {address}", 10, TenMinutes), FromAddress(address)]
        : [new($"password {account}", 10, TenMinutes), FromAddress(address), new("password", 40, Minute)];

    /// <summary>Of a code or a recovery code, after a right password.</summary>
    public static IReadOnlyList<GuessLimit> OfCode(Guid user) => [new($"code {user}", 10, TenMinutes)];

    /// <summary>Of links and letters that anyone can ask for.</summary>
    public static IReadOnlyList<GuessLimit> OfLetter(string account, string address) =>
        [new($"letter {account}", 3, TimeSpan.FromHours(1)), new($"letter from {Session.NetworkOf(address)}", 10, TenMinutes), new("letter", 60, TenMinutes)];

    private static GuessLimit FromAddress(string address) => new($"password from {Session.NetworkOf(address)}", 20, Minute);
}
