using GreenPark.Application.Features.Parks.Commands;
using GreenPark.Application.Features.Parks.Queries;
using GreenPark.Application.Tests.Fixture;

namespace GreenPark.Application.Tests.Features;

public sealed class ParksTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private readonly World world = new(database);

    [Fact]
    public async Task A_park_is_registered_and_read_back()
    {
        var (code, _) = await world.Park();
        var park = await world.Send(new GetPark(code)).Value();
        (park.Name, park.NameZh, park.ProvinceCode).ShouldBe(("Harbour Park", "海港园区", "330000"));
    }

    [Fact]
    public async Task A_code_is_unique_ignoring_case_and_found_by_ordinal()
    {
        var (code, _) = await world.Park();
        var error = await world.Send(new RegisterPark(code.ToUpperInvariant(), "Other", "", "330000", "")).Fails("code.taken");
        (error.Kind, error.Field).ShouldBe((ErrorKind.Conflict, "Code"));
        await world.Send(new GetPark(code.ToUpperInvariant())).Fails("park.not_found");
    }

    [Theory]
    [InlineData("", "field.missing"), InlineData("a b", "code.malformed"), InlineData("园区", "code.malformed")]
    [InlineData("new", "code.reserved"), InlineData("New", "code.reserved"), InlineData("..", "code.reserved"), InlineData("unattributed", "code.reserved")]
    public async Task A_bad_code_is_refused_with_its_field(string code, string expected) =>
        (await world.Send(new RegisterPark(code, "Park", "", "330000", "")).Fails(expected)).Field.ShouldBe("Code");

    [Fact]
    public async Task Each_bad_field_is_told()
    {
        var result = await world.Send(new RegisterPark("p", "", "", "999999", new string('x', 301)));
        result.Errors.Select(x => $"{x.Field} {x.Code}").ShouldBe(["Name name.missing", "ProvinceCode park.unknown_province", "Address field.too_long"]);
    }

    /// <summary>One error for each: that nothing is there, and not what else would be wrong with nothing.</summary>
    [Fact]
    public async Task Empty_fields_are_called_empty()
    {
        var result = await world.Send(new RegisterPark("", "", "", "", ""));
        result.Errors.Select(x => $"{x.Field} {x.Code}").ShouldBe(["Code field.missing", "Name name.missing", "ProvinceCode field.missing"]);
    }

    [Fact]
    public async Task One_of_the_two_names_is_enough()
    {
        var code = World.NewCode("park");
        await world.Send(new RegisterPark(code, "", "海港园区", "330000", "")).Value();
        var park = await world.Send(new GetPark(code)).Value();
        new BilingualName(park.Name, park.NameZh).In(System.Globalization.CultureInfo.GetCultureInfo("en")).ShouldBe("海港园区");
    }

    [Fact]
    public async Task The_second_of_two_who_saw_the_same_version_is_refused()
    {
        var (code, _) = await world.Park();
        var seen = (await world.Send(new GetPark(code)).Value()).Version;
        await world.Send(new UpdatePark(code, seen, "First", "", "330000", "")).Value();
        (await world.Send(new UpdatePark(code, seen, "Second", "", "330000", "")).Fails("data.changed_meanwhile")).Kind.ShouldBe(ErrorKind.Conflict);
        (await world.Send(new GetPark(code)).Value()).Name.ShouldBe("First");
    }

    [Fact]
    public async Task A_park_of_others_is_not_theirs_whether_or_not_it_is_there()
    {
        var (mine, id) = await world.Park();
        var (other, _) = await world.Park();
        var operatorOfMine = People.OperatorOf(id);
        (await world.Send(new GetPark(other), operatorOfMine).Fails("scope.not_yours")).Kind.ShouldBe(ErrorKind.Forbidden);
        await world.Send(new GetPark("nowhere"), operatorOfMine).Fails("scope.not_yours");
        (await world.Send(new ListParks(), operatorOfMine).Value()).Select(x => x.Code).ShouldBe([mine]);
        await world.Send(new UpdatePark(other, Guid.Empty, "x", "", "330000", ""), operatorOfMine).Fails("scope.not_yours");
    }

    [Fact]
    public async Task Only_an_administrator_registers_parks() =>
        (await world.Send(new RegisterPark("x", "x", "", "330000", ""), People.OperatorOf(Id.New<ParkId>())).Fails("user.not_allowed")).Kind.ShouldBe(ErrorKind.Forbidden);

    [Fact]
    public async Task Parks_are_listed_in_ordinal_order_of_their_codes()
    {
        var stem = World.NewCode("order");
        foreach (var code in (string[])["b", "B", "a_", "a-", "A"])
            await world.Send(new RegisterPark(stem + code + (code == "B" ? "2" : ""), "Park", "", "330000", "")).Value();
        var codes = (await world.Send(new ListParks()).Value()).Select(x => x.Code).Where(x => x.StartsWith(stem)).ToList();
        codes.ShouldBe(codes.Order(StringComparer.Ordinal));
        codes.Count.ShouldBe(5);
    }
}
