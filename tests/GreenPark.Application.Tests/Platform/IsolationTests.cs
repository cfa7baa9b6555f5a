using GreenPark.Application.Features.Attribution;
using GreenPark.Application.Features.AuditRecords;
using GreenPark.Application.Features.Contracts;
using GreenPark.Application.Features.Exports;
using GreenPark.Application.Features.Factors;
using GreenPark.Application.Features.Factors.Commands;
using GreenPark.Application.Features.Identity;
using GreenPark.Application.Features.Identity.Links;
using GreenPark.Application.Features.Identity.SecondFactors;
using GreenPark.Application.Features.Identity.SignIns;
using GreenPark.Application.Features.Mail;
using GreenPark.Application.Features.Metering;
using GreenPark.Application.Features.Metering.Commands;
using GreenPark.Application.Features.Microgrids;
using GreenPark.Application.Features.Parks;
using GreenPark.Application.Features.Retention;
using GreenPark.Application.Platform.Retention;
using GreenPark.Application.Tests.Fixture;
using Microsoft.EntityFrameworkCore.Metadata;

namespace GreenPark.Application.Tests.Platform;

/// <summary>What a user bound to a park, or to a tenant of it, sees of each table, whatever a handler asks for.</summary>
public sealed class IsolationTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    /// <summary>Each with its reason.</summary>
    private static readonly Dictionary<Type, string> OfNoPark = new()
    {
        [typeof(AppUser)] = "read while signing in; lists of users are the administrator's",
        [typeof(SetUpToken)] = "there is one before there is any park",
        [typeof(RoleAssignment)] = "read while signing in; a park's manager finds those of the park, see VisibleRoles",
        [typeof(Session)] = "one's own, or of a person one administers", [typeof(AccountLink)] = "of a person one administers, found by its secret otherwise",
        [typeof(Authenticator)] = "one's own, and written by an administrator only to remove it", [typeof(RecoveryCode)] = "one's own likewise",
        [typeof(OutgoingMail)] = "written and read by the system; whether it went out is told of a person one administers",
        [typeof(ProtectionKey)] = "protects everybody's cookies; encrypted, and read by the system only",
        [typeof(RetentionLimit)] = "written by the system; a park's own are found by the park's id, which is found for the user first",
        [typeof(SealedAuditHead)] = "has no column but the chain, which is found for the user first; says hashes only",
    };

    /// <summary>Of a park, and seen by each of its tenants: each with its reason.</summary>
    private static readonly Dictionary<Type, string> SeenByEveryTenant = new()
    {
        [typeof(Park)] = "its name and place",
        [typeof(GenerationUnit)] = "the sources that stand on its statements",
        [typeof(Storage)] = "likewise",
        [typeof(FactorChoice)] = "the factors that its statements are calculated with",
        [typeof(FactorEntry)] = "likewise; the library is everybody's",
        [typeof(ContractSource)] = "the sources of its contracts, reached through them",
        [typeof(Run)] = "the period and the revision of its statements",
        [typeof(RunInput)] = "the sources and the grid that its own intervals are told by; the park file itself is in no answer to a tenant",
        [typeof(RetiredMonth)] = "it is told why its own load curve is gone",
        [typeof(ExportApproval)] = "one by which its own load curve may go abroad; the list is the park readers'", [typeof(ExportWithdrawal)] = "likewise",
        [typeof(AuditRecord)] = "a command that comes twice finds its own; the requests that show records are the park readers'",
    };

    private static readonly IReadOnlyList<IEntityType> Entities = EntitiesOf();

    [Fact]
    public void Every_entity_is_of_a_park_or_has_a_reason() =>
        Entities.Where(x => x.FindDeclaredQueryFilter(GreenParkDb.ParkFilter) is null).Select(x => x.ClrType.Name).Order()
            .ShouldBe(OfNoPark.Keys.Select(x => x.Name).Order());

    [Fact]
    public void Every_entity_of_a_park_says_what_a_tenant_sees_or_has_a_reason() =>
        Entities.Where(x => x.FindDeclaredQueryFilter(GreenParkDb.ParkFilter) is not null && x.FindDeclaredQueryFilter(GreenParkDb.TenantFilter) is null).Select(x => x.ClrType.Name).Order()
            .ShouldBe(SeenByEveryTenant.Keys.Select(x => x.Name).Order());

    [Fact]
    public async Task Nobody_who_is_bound_sees_a_row_of_others()
    {
        var (here, there) = (await new MonthWorld(database).Build(), await new MonthWorld(database).Build());
        foreach (var world in (MonthWorld[])[here, there])
        {
            await world.Send(new AddFactor("own", FactorScope.Province, "330000", "Own", "", 2024, FactorKind.Average, FactorFamily.Operational, 500, "Somebody", "A letter")).Value();
            await world.Import(MonthWorld.January, MonthWorld.February);
            await world.Finalise((await world.Run(MonthWorld.January, MonthWorld.February)).Number);
            await world.Send(new ValidateReadings(world.Park, world.Microgrid, MonthWorld.January)).Value();
        }
        foreach (var entity in Entities.Where(x => x.FindDeclaredQueryFilter(GreenParkDb.ParkFilter) is not null))
        {
            var all = await Rows(entity, CurrentUser.System);
                        var shared = entity.ClrType.IsAssignableTo(typeof(IOfParkOrShared));
            (await Rows(entity, here.Operator)).ShouldBe(all.Where(x => x.Park == here.ParkId || (shared && x.Park is null)), ignoreOrder: true, entity.ClrType.Name);
            var own = await Rows(entity, People.Of(here.ParkId, here.Forge));
            own.Except(all.Where(x => x.Park == here.ParkId || (shared && x.Park is null))).ShouldBeEmpty(entity.ClrType.Name);
            if (entity.ClrType.IsAssignableTo(typeof(IOfTenant))) own.ShouldAllBe(x => x.Tenant == here.Forge, entity.ClrType.Name);
            if (entity.ClrType.IsAssignableTo(typeof(IOfWholePark))) own.ShouldBeEmpty(entity.ClrType.Name);
            (await Rows(entity, CurrentUser.Nobody)).ShouldAllBe(x => shared && x.Park == null, entity.ClrType.Name);
        }
    }

    [Fact]
    public async Task A_tenant_sees_the_registers_that_its_statement_stands_on()
    {
        var world = await new MonthWorld(database).Build();
        var forge = People.Of(world.ParkId, world.Forge);
        (await Seen<MeteringPoint>(forge)).ShouldBe(1);
        (await Seen<MeteringPeriod>(forge)).ShouldBe(1);
        (await Seen<MeteringPart>(forge)).ShouldBe(1);
        (await Seen<Microgrid>(forge)).ShouldBe(1);
        (await Seen<Contract>(forge)).ShouldBe(1);
        (await Seen<ContractMember>(forge)).ShouldBe(1);
        (await Seen<GenerationUnit>(forge)).ShouldBe(1);
        var stranger = People.Of(world.ParkId, await new World(database).Tenant(world.Park, "stranger"));
        (await Seen<MeteringPoint>(stranger), await Seen<Microgrid>(stranger), await Seen<Contract>(stranger)).ShouldBe((0, 0, 0));
    }

    private Task<int> Seen<T>(CurrentUser user) where T : class => database.Look(db => db.Set<T>().CountAsync(), user);

    private sealed record Row(ParkId? Park, TenantId? Tenant, string Key);

    private Task<List<Row>> Rows(IEntityType entity, CurrentUser user) => (Task<List<Row>>)typeof(IsolationTests)
        .GetMethod(nameof(RowsOf), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Instance)!.MakeGenericMethod(entity.ClrType).Invoke(this, [user])!;

    private Task<List<Row>> RowsOf<T>(CurrentUser user) where T : class => database.Look(async db => (await db.Set<T>().AsNoTracking().ToListAsync()).Select(x => RowOf(db, x)).ToList(), user);

    private static Row RowOf(GreenParkDb db, object row)
    {
        var key = db.Model.FindEntityType(row.GetType())!.FindPrimaryKey()!.Properties.Select(x => x.PropertyInfo!.GetValue(row));
        return new Row(row switch { AuditRecord record => record.ParkId, IMayBeOfPark may => may.ParkId, _ => ((IOfPark)row).ParkId }, (row as IOfTenant)?.TenantId, string.Join(' ', key));
    }

    private static IReadOnlyList<IEntityType> EntitiesOf()
    {
        using var db = Databases.Sqlite();
        return [.. db.Model.GetEntityTypes().Where(x => x.ClrType.Assembly == typeof(GreenParkDb).Assembly)];
    }
}
