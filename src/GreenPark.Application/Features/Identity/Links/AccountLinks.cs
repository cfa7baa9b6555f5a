using System.Globalization;
using GreenPark.Application.Features.Mail;
using GreenPark.Application.Features.Statements;

namespace GreenPark.Application.Features.Identity.Links;

/// <param name="Invitation">How long an invitation is good; a link for who forgot is good for a day, one asked for by anybody for an hour.</param>
public sealed record AccountLinkOptions(TimeSpan Invitation)
{
    public static readonly AccountLinkOptions Usual = new(TimeSpan.FromDays(7));
}

/// <summary>Makes links and the letters that carry them. A new one ends those before, unless anybody asked for it: nobody's invitation ends by that.</summary>
public sealed class AccountLinks(Letters letters, SigningOptions installation, AccountLinkOptions options, TimeProvider clock)
{
    public const string Path = "/account/invitation";

    private string Base => installation.PublicBaseAddress.TrimEnd('/');

    private static readonly TimeSpan Given = TimeSpan.FromDays(1), AskedFor = TimeSpan.FromHours(1);

    /// <param name="by">Who is shown the link where no letter takes it; null where anybody asked for it.</param>
    /// <returns>The link where no letter takes it, to be handed over by whoever asked; else null.</returns>
    internal async Task<string?> SendAsync(GreenParkDb db, AppUser user, LinkKind kind, CurrentUser? by, CancellationToken cancellationToken)
    {
        if (by is not null) await EndAsync(db, user.Id, cancellationToken);
        var life = by is null ? AskedFor : kind == LinkKind.Invitation ? options.Invitation : Given;
        var (link, secret) = AccountLink.Make(user.Id, kind, letters.AreSent ? null : by?.Id, clock.UtcNow(), life);
        db.Add(link);
        var address = $"{Base}{Path}?token={secret}";
        if (!letters.AreSent) return address;
        letters.Write(db, user, LetterOf(user, $"{kind}", address, link.ExpiresAt), link.ExpiresAt);
        return null;
    }

    /// <summary>Who has an account already needs no link to take up a role; where no letters are sent, whoever gave it tells them.</summary>
    internal void TellOfRole(GreenParkDb db, AppUser user)
    {
        var until = clock.UtcNow() + options.Invitation;
        if (letters.AreSent) letters.Write(db, user, LetterOf(user, "Role", $"{Base}/", until), until);
    }

    internal async Task<bool> EndAsync(GreenParkDb db, Guid user, CancellationToken cancellationToken)
    {
        var open = await db.AccountLinks.Where(x => x.UserId == user && x.EndedAt == null).ToListAsync(cancellationToken);
        foreach (var link in open) link.End(clock.UtcNow());
        return open.Count > 0;
    }

    private static Letter LetterOf(AppUser user, string kind, string address, DateTime expires)
    {
        var culture = CultureInfo.GetCultureInfo(user.Culture);
        string Word(string what) => ErrorResources.Application.GetString($"word.Letter.{kind}.{what}", culture)!;
        return new Letter(Word("subject"), string.Format(CultureInfo.InvariantCulture, Word("text"), user.DisplayName, address, expires));
    }
}
