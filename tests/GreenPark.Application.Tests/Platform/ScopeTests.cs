using System.Collections.Concurrent;
using System.Data.Common;
using System.Reflection;
using GreenPark.Application.Features.Parks.Queries;
using GreenPark.Application.Features.Statements.Queries;
using GreenPark.Application.Features.Tenants.Queries;
using GreenPark.Application.Tests.Fixture;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace GreenPark.Application.Tests.Platform;

/// <summary>What is beyond a user's own park and tenant.</summary>
public sealed class ScopeTests(ScopeTests.Watched database) : IClassFixture<ScopeTests.Watched>
{
    private readonly World world = new(database.Database);

    /// <summary>Requests that name no park, each with its reason.</summary>
    private static readonly Dictionary<string, string> OfNoPark = new()
    {
        ["RegisterPark"] = "makes one", ["ListParks"] = "lists those that one sees",
        ["ListUsers"] = "lists those that one administers", ["ListRoles"] = "of a person one administers", ["EndRole"] = "of a person one administers",
        ["UpdateUser"] = "of a person one administers", ["LockUser"] = "of a person one administers", ["GetAccountLink"] = "of a person one administers", ["SendAccountLink"] = "of a person one administers", ["WithdrawAccountLink"] = "of a person one administers",
        ["ResetSecondFactors"] = "of a person one administers", ["EndSessionsOfUser"] = "of a person one administers", ["ListSessionsOfUser"] = "of a person one administers",
        ["ChangeMyCulture"] = "one's own", ["ChangeMyPassword"] = "one's own", ["GetMyAccount"] = "one's own", ["ListMySessions"] = "one's own", ["EndSession"] = "one's own", ["CheckFreshSignIn"] = "one's own",
        ["AddPasskey"] = "one's own", ["RemovePasskey"] = "one's own", ["BeginAuthenticator"] = "one's own", ["ConfirmAuthenticator"] = "one's own", ["RemoveAuthenticator"] = "one's own", ["NewRecoveryCodes"] = "one's own",
        ["AddFactor"] = "the library is the installation's", ["GetFactor"] = "the library is the installation's", ["ListFactors"] = "the library is the installation's", ["SeedFactorLibrary"] = "the library is the installation's",
    };

    private static bool IsSystems(Type request) => request.GetCustomAttribute<AllowAttribute>()!.Permissions.Contains(Permission.SystemOnly);

    [Fact]
    public void Every_request_that_names_a_park_is_held_to_it() =>
        PipelineTests.RequestTypes.Where(x => x.GetProperty("Park") is { } park && park.PropertyType == typeof(string) && !x.IsAssignableTo(typeof(IInPark))).Select(x => x.Name).ShouldBeEmpty();

    [Fact]
    public void Every_other_request_has_its_reason() =>
        PipelineTests.RequestTypes.Where(x => !x.IsAssignableTo(typeof(IInPark)) && !IsSystems(x)).Select(x => x.Name).ShouldBe(OfNoPark.Keys, ignoreOrder: true);

    [Fact]
    public async Task A_foreign_park_or_tenant_is_refused_before_any_database_is_asked()
    {
        var ((_, mine), (other, _)) = (await world.Park(), await world.Park());
        var tenant = People.As(Role.TenantReader, mine, Id.New<TenantId>()) with { TenantCode = "forge" };
        var before = database.Commands.Count;
        foreach (var park in (string[])[other, "nowhere", "no code at all"])
        {
            var error = await world.Send(new GetPark(park), People.OperatorOf(mine)).Fails("scope.not_yours");
            (error.Kind, error.Args.Single()).ShouldBe((ErrorKind.Forbidden, park));
        }
        await world.Send(new GetMemberYear(tenant.ParkCode, "mould"), tenant).Fails("scope.not_yours");
        database.Commands.Count.ShouldBe(before);
        await world.Send(new GetPark(other)).Value();
        database.Commands.Count.ShouldBeGreaterThan(before, "the count counts");
    }

    /// <summary>Neither the answer nor the work behind it tells whether the thing is there for others.</summary>
    [Fact]
    public async Task Below_ones_park_what_is_anothers_is_answered_as_what_is_not_there()
    {
        var (park, id) = await world.Park();
        var own = await world.Tenant(park, "forge");
        await world.Tenant(park, "mould");
        var tenant = People.As(Role.TenantReader, id, own);
        await world.Send(new GetTenant(park, "forge"), tenant).Value();
        var (foreign, missing) = (await Ask("mould"), await Ask("nobody"));
        foreign.Error.Replace("mould", "nobody").ShouldBe(missing.Error);
        foreign.Commands.ShouldBe(missing.Commands);

        async Task<(string Error, int Commands)> Ask(string code)
        {
            var before = database.Commands.Count;
            var error = await world.Send(new GetTenant(park, code), tenant).Fails("tenant.not_found");
            return (ErrorResources.Texts.Text(error), database.Commands.Count - before);
        }
    }

    /// <summary>A database that keeps what it was asked.</summary>
    public sealed class Watched : IAsyncLifetime
    {
        public ConcurrentQueue<string> Commands { get; } = new();
        public TestDatabase Database { get; }

        public Watched() => Database = new TestDatabase { Interceptor = new Watcher(Commands) };

        public ValueTask InitializeAsync() => Database.InitializeAsync();

        public ValueTask DisposeAsync() => Database.DisposeAsync();
    }

    private sealed class Watcher(ConcurrentQueue<string> commands) : DbCommandInterceptor
    {
        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            commands.Enqueue(command.CommandText);
            return ValueTask.FromResult(result);
        }
    }
}
