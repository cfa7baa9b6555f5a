using GreenPark.Application.Features.Metering.Commands;
using GreenPark.Application.Tests.Fixture;
using Microsoft.Extensions.DependencyInjection;

namespace GreenPark.Application.Tests.Platform;

/// <summary>Whoever gives a request up is told so, whatever the database's driver says of the command that was under way.</summary>
public sealed class CancellationTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_a_driver_says_of_a_command_that_was_given_up_is_a_cancellation(bool isGivenUp)
    {
        using var given = new CancellationTokenSource();
        await using var services = database.Build(database.Options, x => x.AddScoped<IPreparation<ValidateReadings>>(_ => new SaysItsOwn<ValidateReadings>(isGivenUp ? given.CancelAsync : () => Task.CompletedTask)));
        var sent = services.GetRequiredService<Sender>().Send(new ValidateReadings("park", "mg", MonthWorld.January), People.Administrator, given.Token);
        var said = await Record.ExceptionAsync(() => sent);   // Shouldly makes a new exception of a cancellation
        if (!isGivenUp) said.ShouldBeOfType<InvalidOperationException>();
        else said.ShouldBeOfType<OperationCanceledException>().InnerException.ShouldBeOfType<InvalidOperationException>();
    }

    /// <summary>As SQL Server's does: "Operation cancelled by user", as anything but a cancellation.</summary>
    private sealed class SaysItsOwn<T>(Func<Task> before) : IPreparation<T>
    {
        public async Task PrepareAsync(T request, CancellationToken cancellationToken)
        {
            await before();
            throw new InvalidOperationException("Operation cancelled by user.");
        }
    }
}
