using System.Reflection;
using GreenPark.Application.Features.Parks.Commands;
using GreenPark.Application.Features.Parks.Queries;
using GreenPark.Application.Tests.Fixture;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace GreenPark.Application.Tests.Platform;

/// <summary>What every message gets without asking.</summary>
public sealed class PipelineTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private readonly World world = new(database);

    public static TheoryData<Type> Requests => [.. RequestTypes];

    internal static readonly IReadOnlyList<Type> RequestTypes = [.. typeof(Sender).Assembly.GetTypes().Where(IsRequest).OrderBy(x => x.FullName)];

    [Theory, MemberData(nameof(Requests))]
    public void Every_request_says_who_may_send_it(Type request) => Allowed(request).ShouldNotBeEmpty();

    [Theory, MemberData(nameof(Requests))]
    public void Every_request_is_sent_by_a_test_or_by_a_worker_that_tests_run(Type request) =>
        SendingSources.Value.Contains($"new {request.Name}(", StringComparison.Ordinal).ShouldBeTrue($"nothing sends {request.Name}");

    // tests of features, and the sources of workers: those that are given a Sender
    private static readonly Lazy<string> SendingSources = new(() => string.Concat(
        Sources("../Features").Concat(Sources("../Fixture"))
            .Concat(Sources("../../../src/GreenPark.Application/Features").Where(x => x.Contains("Sender sender", StringComparison.Ordinal)))));

    private static IEnumerable<string> Sources(string folder, [System.Runtime.CompilerServices.CallerFilePath] string file = "") =>
        Directory.EnumerateFiles(Path.Combine(Path.GetDirectoryName(file)!, folder), "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText);

    [Fact]
    public void A_request_without_would_be_found() => Allowed(typeof(Unguarded)).ShouldBeEmpty();

    [Fact]
    public void Verifiers_and_readers_change_nothing() => RequestTypes
        .Where(x => x.IsAssignableTo(typeof(IChangesData)) && ReadOnly.Any(role => Allowed(x).Any(y => role.Hold(y))))
        .Select(x => x.Name).Except(MayChangeOwnThings).ShouldBeEmpty();

    private static readonly Role[] ReadOnly = [Role.Verifier, Role.ParkReader, Role.TenantReader];

    /// <summary>Each with its reason: one's own settings are one's own.</summary>
    private static readonly string[] MayChangeOwnThings = ["ChangeMyCulture", "ChangeMyPassword", "EndSession", "BeginAuthenticator", "ConfirmAuthenticator", "RemoveAuthenticator", "NewRecoveryCodes", "AddPasskey", "RemovePasskey"];

    [Fact]
    public void The_reason_of_a_command_reaches_the_audit_record() => RequestTypes
        .Where(x => x.IsAssignableTo(typeof(IChangesData)) && x.GetProperty("Reason") is not null && !x.IsAssignableTo(typeof(IHasReason)))
        .Select(x => x.Name).ShouldBeEmpty();

    [Fact]
    public async Task A_command_leaves_one_audit_record()
    {
        database.Clock.Now = new DateTimeOffset(2026, 5, 1, 12, 0, 0, TimeSpan.Zero).AddTicks(1234567);
        var (code, id) = await world.Park();
        var version = (await world.Send(new GetPark(code)).Value()).Version;
        var request = Guid.CreateVersion7();
        var user = People.OperatorOf(id);
        (await database.Sender.Send(new UpdatePark(code, version, "New name", "海港园区", "330000", "1 Harbour Road"), user, requestId: request)).IsSuccess.ShouldBeTrue();

        var record = await database.Look(db => db.AuditRecords.SingleAsync(x => x.RequestId == request));
        (record.UserId, record.UserName, record.ActingAs, record.Action).ShouldBe((user.Id, "Otto", "ParkManager", "UpdatePark"));
        (record.ParkId, record.ObjectType, record.ObjectName).ShouldBe((id, "Park", code));
        record.At.ShouldBe(new DateTime(2026, 5, 1, 12, 0, 0, DateTimeKind.Utc).AddTicks(1234560));
        record.At.Kind.ShouldBe(DateTimeKind.Utc);
        record.Changes.ShouldBe($$$"""[{"after":{"Name.En":"New name"},"before":{"Name.En":"Harbour Park"},"change":"Modified","id":"{{{id.Value}}}","type":"Park"}]""");
    }

    [Fact]
    public async Task A_refused_command_leaves_none()
    {
        var before = await database.Look(db => db.AuditRecords.CountAsync());
        await world.Send(new RegisterPark("", "", "", "", "")).Fails("field.missing");
        await world.Send(new UpdatePark("nowhere", Guid.Empty, "x", "", "330000", "")).Fails("park.not_found");
        (await database.Look(db => db.AuditRecords.CountAsync())).ShouldBe(before);
    }

    [Fact]
    public async Task The_same_request_id_is_carried_out_once()
    {
        var request = Guid.CreateVersion7();
        var (first, second) = (World.NewCode("park"), World.NewCode("park"));
        (await database.Sender.Send(new RegisterPark(first, "x", "", "330000", ""), People.Administrator, requestId: request)).IsSuccess.ShouldBeTrue();
        await database.Sender.Send(new RegisterPark(second, "x", "", "330000", ""), People.Administrator, requestId: request).Fails("request.done_already");
        await world.Send(new GetPark(second)).Fails("park.not_found");
        await database.Sender.Send(new RegisterPark(first, "x", "", "330000", ""), People.Administrator, requestId: request).Fails("request.done_already");
    }

    [Fact]
    public async Task Of_many_who_take_the_same_code_at_once_one_gets_it()
    {
        var code = World.NewCode("race");
        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => world.Send(new RegisterPark(code, "x", "", "330000", "")))));
        results.Count(x => x.IsSuccess).ShouldBe(1);
        results.Where(x => x.IsFailure).ShouldAllBe(x => x.FirstError.Code == "code.taken");
    }

    /// <summary>As if another process held SQLite's write lock for longer than anyone waits.</summary>
    [Fact]
    public async Task A_database_that_stays_busy_is_a_conflict_to_try_again()
    {
        if (TestDatabase.SqlServer is not null) Assert.Skip("The fault is SQLite's.");
        await using var busy = database.Build(database.Options, x => x.ConfigureDbContext<Persistence.Sqlite.SqliteGreenParkDb>(o => o.AddInterceptors(new Busy())));
        (await busy.GetRequiredService<Sender>().Send(new RegisterPark(World.NewCode("park"), "x", "", "330000", ""), People.Administrator).Fails("data.busy"))
            .Kind.ShouldBe(ErrorKind.Conflict);
    }

    private sealed class Busy : Microsoft.EntityFrameworkCore.Diagnostics.DbTransactionInterceptor
    {
        public override ValueTask<Microsoft.EntityFrameworkCore.Diagnostics.InterceptionResult<System.Data.Common.DbTransaction>> TransactionStartingAsync(
            System.Data.Common.DbConnection connection, Microsoft.EntityFrameworkCore.Diagnostics.TransactionStartingEventData eventData,
            Microsoft.EntityFrameworkCore.Diagnostics.InterceptionResult<System.Data.Common.DbTransaction> result, CancellationToken cancellationToken = default) =>
            throw new Microsoft.Data.Sqlite.SqliteException("database is locked", 5);
    }

    public static TheoryData<Type> Dated => [.. RequestTypes.Where(x => DatesOf(x).Any())];

    /// <summary>Days on which arithmetic would leave the calendar are refused before anything reckons with them.</summary>
    [Theory, MemberData(nameof(Dated))]
    public void Every_day_of_a_request_is_of_this_century(Type request)
    {
        var validator = request.GetNestedType("Validator", BindingFlags.NonPublic) is { } type ? (FluentValidation.IValidator)Activator.CreateInstance(type)! : null;
        foreach (var (path, set) in DatesOf(request))
            foreach (var day in (DateOnly[])[DateOnly.MinValue, DateOnly.MaxValue])
            {
                var message = Blank(request);
                set(message, day);
                var failures = validator?.Validate(new FluentValidation.ValidationContext<object>(message)).Errors ?? [];
                failures.ShouldContain(x => x.ErrorCode == "field.out_of_range", $"{path} {day:yyyy-MM-dd}");
            }
    }

    /// <summary>Of the request and of the groups of fields in it; not those that name what is there already.</summary>
    private static IEnumerable<(string Path, Action<object, DateOnly> Set)> DatesOf(Type request)
    {
        foreach (var property in request.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            if ((Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType) == typeof(DateOnly))
            {
                if (property.Name is not ("PeriodFrom" or "MemberFrom")) yield return (property.Name, (x, day) => property.SetValue(x, day));
            }
            else if (property.PropertyType.Name.EndsWith("Fields", StringComparison.Ordinal))
                foreach (var (path, set) in DatesOf(property.PropertyType)) yield return ($"{property.Name}.{path}", (x, day) => set(property.GetValue(x)!, day));
        }
    }

    private static object Blank(Type type)
    {
        var blank = System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(type);
        foreach (var group in type.GetProperties().Where(x => x.PropertyType.Name.EndsWith("Fields", StringComparison.Ordinal))) group.SetValue(blank, Blank(group.PropertyType));
        return blank;
    }

    [Fact]
    public async Task In_a_rehearsal_a_command_is_checked_and_not_done()
    {
        var code = World.NewCode("park");
        using (Rehearsal.Begin())
        {
            (await world.Send(new RegisterPark(code, "x", "", "999999", ""))).Errors.Select(x => x.Code).ShouldBe(["park.unknown_province", "field.unreadable"]);
            var whole = await world.Send(new RegisterPark(code, "x", "", "330000", ""));
            Rehearsal.Found(whole.Errors).ShouldBeEmpty();
            whole.IsFailure.ShouldBeTrue();
        }
        await world.Send(new GetPark(code)).Fails("park.not_found");
        await world.Send(new RegisterPark(code, "x", "", "330000", "")).Value();
    }

    /// <summary>That someone else was first is no fault of the program; a log in which it looks like one is not read any more.</summary>
    [Fact]
    public async Task A_conflict_is_no_error_in_the_log()
    {
        var lines = new System.Collections.Concurrent.ConcurrentQueue<string>();
        await using var services = database.Build(database.Options, x => x.AddLogging(y => y.AddProvider(new Lines(lines))));
        var (code, _) = await world.Park();
        (await services.GetRequiredService<Sender>().Send(new RegisterPark(code, "x", "", "330000", ""), People.Administrator)).FirstError.Code.ShouldBe("code.taken");
        lines.ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_may_not_is_told_what_it_takes()
    {
        var error = await world.Send(new RegisterPark("x", "x", "", "330000", ""), People.OperatorOf(Id.New<ParkId>())).Fails("user.not_allowed");
        ErrorResources.Texts.Text(error, System.Globalization.CultureInfo.GetCultureInfo("en")).ShouldContain("It takes the permission to register parks:");
        foreach (var request in typeof(Sender).Assembly.GetTypes().Where(IsRequest))
            foreach (var culture in (string[])["en", "zh-Hans"])
                ErrorResources.Texts.Text(request.GetCustomAttribute<AllowAttribute>()!.Refusal(CurrentUser.Nobody), System.Globalization.CultureInfo.GetCultureInfo(culture))
                    .ShouldNotMatch(string.Join('|', Enum.GetNames<Permission>()), request.Name);
    }

    private sealed class Lines(System.Collections.Concurrent.ConcurrentQueue<string> lines) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;
        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;
        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel)) lines.Enqueue($"{logLevel} {eventId} {formatter(state, exception)}");
        }

        public void Dispose() { }
    }

    [Fact]
    public async Task Nobody_may_nothing_and_the_system_everything()
    {
        await world.Send(new ListParks(), CurrentUser.Nobody).Fails("user.not_allowed");
        await world.Send(new ListParks(), CurrentUser.System).Value();
    }

    internal static bool IsRequest(Type type) => type is { IsClass: true, IsAbstract: false }
        && type.GetInterfaces().Any(x => x.IsGenericType && x.GetGenericTypeDefinition() == typeof(IRequest<>));

    private static IReadOnlyList<Permission> Allowed(Type request) => request.GetCustomAttribute<AllowAttribute>()?.Permissions ?? [];

    private sealed record Unguarded : IQuery<Done>;
}
