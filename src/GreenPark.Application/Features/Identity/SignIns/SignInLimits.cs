namespace GreenPark.Application.Features.Identity.SignIns;

/// <summary>
/// The limits of guessing. Right ones are given back, so that they count failures: a person who mistypes is not turned away, ten thousand
/// guesses are, at one account as at ten thousand.
/// </summary>
public static class SignInLimits
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1), TenMinutes = TimeSpan.FromMinutes(10);

    /// <summary>
    /// One of these must have room. Whoever has hardly failed lately takes from a share of their own, which those who keep trying cannot use
    /// up: else two of them would keep everybody else out.
    /// </summary>
    /// <param name="account">As it was asked for, whether there is one or not.</param>
    /// <param name="address">Where the try comes from.</param>
    /// <param name="isAtHome">Whether the person was signed in from there lately: what strangers do elsewhere then does not count.</param>
    public static IReadOnlyList<IReadOnlyList<GuessLimit>> OfPassword(string account, string address, bool isAtHome)
    {
        var network = Session.NetworkOf(address);
        if (isAtHome) return [[new($"password {account} from {network}", 10, TenMinutes), new($"password at home in {network}", 20, Minute)]];
        var ofAccount = new GuessLimit($"password {account}", 10, TenMinutes);
        return
        [
            [ofAccount, new($"first passwords from {network}", 3, TenMinutes), new("first passwords", 40, Minute)],
            [ofAccount, new($"password from {network}", 20, Minute), new("password", 40, Minute)],
        ];
    }

    /// <summary>Of a code or a recovery code, after a right password.</summary>
    public static IReadOnlyList<GuessLimit> OfCode(Guid user) => [new($"code {user}", 10, TenMinutes)];

    /// <summary>How often a refused API key is written on the record.</summary>
    public static IReadOnlyList<GuessLimit> OfKeyRecords(string address) => [new($"refused keys from {Session.NetworkOf(address)}", 1, Minute), new("refused keys", 10, Minute)];

    public static Error TooMany(TimeSpan wait) => Error.Forbidden("user.too_many_tries", (int)Math.Ceiling(wait.TotalMinutes));

    /// <summary>Of links and letters that anyone can ask for.</summary>
    public static IReadOnlyList<GuessLimit> OfLetter(string account, string address) =>
        [new($"letter {account}", 3, TimeSpan.FromHours(1)), new($"letter from {Session.NetworkOf(address)}", 10, TenMinutes), new("letter", 60, TenMinutes)];
}
