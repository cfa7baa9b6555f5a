using GreenPark.Application.Features.Identity;
using GreenPark.Application.Features.Identity.Commands;
using GreenPark.Application.Features.Identity.Links;
using GreenPark.Application.Features.Identity.SignIns;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace GreenPark.Application.Tests.Fixture;

internal static class OneTimeLinks
{
    public static string TokenOf(string link) => link[(link.IndexOf("?token=", StringComparison.Ordinal) + "?token=".Length)..];

    /// <summary>What the invited do on the page that the link opens.</summary>
    public static async Task<Result<Done>> UseLink(this Sender sender, string link, string password)
    {
        var found = await sender.Send(new FindAccountLink(TokenOf(link)), CurrentUser.System);
        return found.TryGet(out var of) ? await sender.Send(new UseAccountLink(TokenOf(link), of, password, SignInWorld.Home), CurrentUser.System) : found.To<Done>();
    }
}

/// <summary>People with a password at the door, with limits of its own; the costly comparisons of passwords are counted, and made cheap.</summary>
internal sealed class SignInWorld
{
    public const string Password = "kelp trumpet ninety", Home = "192.0.2.10";

    private readonly CountingHasher hasher = new();
    private int addresses;

    public SignInWorld(TestDatabase database) =>
        Sender = database.Build(database.Options, x => x.AddSingleton<IPasswordHasher<AppUser>>(hasher)).GetRequiredService<Sender>();

    public Sender Sender { get; }

    public int Checks
    {
        get => hasher.Checks;
        set => hasher.Checks = value;
    }

    public async Task<CheckPassword.Person> Person(string kind)
    {
        var (email, name) = ($"{World.NewCode(kind)}@harbour.example", $"Name of {kind}");
        var created = await Sender.Send(new CreateUser(email, new UserFields(name, "en"), new RoleFields(Role.Administrator)), People.Administrator).Value();
        await Sender.UseLink(created.Link!, Password).Value();
        return new CheckPassword.Person(created.Id, email, name, "en", false);
    }

    public static CurrentUser As(CheckPassword.Person person, Guid session) => new(person.Id, person.Name, Role.Administrator) { Session = session };

    /// <summary>Another address each time.</summary>
    public string Elsewhere() => $"203.0.{++addresses / 250 % 250}.{addresses % 250}";

    public Task<T> Send<T>(IMessage<T> message) => Sender.Send(message, CurrentUser.System).Value();

    public Task<CheckPassword.Outcome> Guess(string email, string password, string address) => Send(new CheckPassword(email, password, address));

    private sealed class CountingHasher : IPasswordHasher<AppUser>
    {
        private readonly PasswordHasher<AppUser> quick = new(Microsoft.Extensions.Options.Options.Create(new PasswordHasherOptions { IterationCount = 1 }));

        public int Checks { get; set; }

        public string HashPassword(AppUser user, string password) => quick.HashPassword(user, password);

        public PasswordVerificationResult VerifyHashedPassword(AppUser user, string hashedPassword, string providedPassword)
        {
            Checks++;
            return quick.VerifyHashedPassword(user, hashedPassword, providedPassword);
        }
    }
}
