using GreenPark.Application;
using GreenPark.Application.Features.Demo;
using GreenPark.Application.Platform;
using GreenPark.Application.Platform.Messaging;
using GreenPark.Application.Platform.People;
using GreenPark.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace GreenPark.Web.Tests.Hosting;

/// <summary>The application on the database of a process that is about, or was killed.</summary>
internal static class Behind
{
    public static ServiceProvider Of(TemporaryFolder folder)
    {
        var data = Directory.CreateDirectory(folder.File("data")).FullName;
        var clock = new DemoClock();
        return new ServiceCollection().AddLogging().AddSingleton(clock).AddSingleton<TimeProvider>(clock)
            .AddGreenParkApplication()
            .AddGreenParkDatabase(new DatabaseOptions(DatabaseProvider.Sqlite, $"Data Source={Path.Combine(data, "greenpark.db")};Pooling=False"))
            .AddSingleton<DemoPark>().BuildServiceProvider();
    }

    public static async Task<T> SendAsync<T>(IServiceProvider services, IMessage<T> message)
    {
        var result = await services.GetRequiredService<Sender>().Send(message, CurrentUser.System);
        result.IsSuccess.ShouldBeTrue(string.Join("; ", result.Errors.Select(x => ErrorResources.Texts.Line(x))));
        return result.Value;
    }

    public static async Task<T> LookAsync<T>(IServiceProvider services, Func<GreenParkDb, Task<T>> look)
    {
        await using var scope = services.CreateAsyncScope();
        return await look(new Persistence.Sqlite.SqliteGreenParkDb(
            scope.ServiceProvider.GetRequiredService<DbContextOptions<Persistence.Sqlite.SqliteGreenParkDb>>(), CurrentUser.System));
    }
}
