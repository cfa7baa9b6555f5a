using GreenPark.Application.Tests.Fixture;

namespace GreenPark.Application.Tests.Identity;

/// <summary>The limits hold before anything costly is done. The tries come one after the other here, all within the same minute.</summary>
public sealed class SignInAttackTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private readonly SignInWorld world = new(database);

    [Fact]
    public async Task Ten_thousand_guesses_at_one_account_are_less_than_a_hundred_checks_a_minute()
    {
        var ada = await world.Person("ada");
        world.Checks = 0;
        for (var i = 0; i < 10_000; i++) await world.Guess(ada.Email, $"guess {i}", world.Elsewhere());
        world.Checks.ShouldBeInRange(1, 99);
        (await world.Guess(ada.Email, SignInWorld.Password, world.Elsewhere())).Wait!.Value.ShouldBeGreaterThan(TimeSpan.Zero);
    }

    [Fact]
    public async Task Ten_thousand_accounts_with_a_guess_each_are_less_than_a_hundred_checks_a_minute()
    {
        var ada = await world.Person("ada");
        world.Checks = 0;
        for (var i = 0; i < 10_000; i++) await world.Guess($"someone{i}@harbour.example", "guess", i % 2 == 0 ? "198.51.100.7" : world.Elsewhere());
        world.Checks.ShouldBeInRange(1, 99);
        database.Clock.Now += TimeSpan.FromMinutes(1);
        (await world.Guess(ada.Email, SignInWorld.Password, world.Elsewhere())).Why.ShouldBeNull("a minute later there is room again");
    }
}
