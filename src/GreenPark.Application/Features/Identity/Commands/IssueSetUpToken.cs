using System.Security.Cryptography;
using GreenPark.Engine.Evidence;

namespace GreenPark.Application.Features.Identity.Commands;

/// <summary>Sent at a start that finds no user. The value is the token to show; it is kept nowhere.</summary>
[Allow(Permission.SystemOnly)]
public sealed record IssueSetUpToken : ICommand<string>
{
    private const int TokenBytes = 24;

    internal sealed class Handler(GreenParkDb db, TimeProvider clock) : ICommandHandler<IssueSetUpToken, string>
    {
        public async Task<Result<string>> Handle(IssueSetUpToken command, CancellationToken cancellationToken)
        {
            if (await db.Users.AnyAsync(cancellationToken)) return Error.RuleBroken("setup.done_already");
            var now = clock.UtcNow();
            // another node may have shown one too, and it stays good
            db.RemoveRange(await db.SetUpTokens.Where(x => x.ExpiresAt <= now).ToListAsync(cancellationToken));
            var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(TokenBytes));
            db.Add(SetUpToken.Of(Hash(token), now));
            return token;
        }
    }

    internal static string Hash(string token) => Sha256Hex.Of(System.Text.Encoding.UTF8.GetBytes(token.Trim()));
}
