using System.Text.RegularExpressions;
using GreenPark.Application.Platform.People;

namespace GreenPark.Web.Tests.Matrix;

/// <summary>
/// Every file that the API gives × every role, opened to the last entry: PDFs as words, archives and workbooks by what is in them. Names and
/// codes of others, their meters and their figures stand in none.
/// </summary>
public sealed partial class DownloadMatrixTests(TwoParks parks) : IClassFixture<TwoParks>
{
    /// <summary>Digits that nobody has by chance.</summary>
    private const int Telling = 7;

    private static readonly string[] Numbers = [$"EAST-202601-{SmallPark.Forge}-r1", $"EAST-202601-{SmallPark.Mould}-r1"];

    [Fact]
    public async Task No_file_tells_a_tenant_of_its_neighbour()
    {
        var figures = await FiguresOf(SmallPark.Mould, besides: SmallPark.Forge);
        figures.Count.ShouldBeGreaterThan(10);
        string[] words = [parks.Own.MarkOf(SmallPark.Mould), SmallPark.Mould, "MP-M", parks.Foreign.Mark, parks.Foreign.Code];
        var (faults, given) = (new List<string>(), new HashSet<string>());
        await EachAsync(parks.Own.Code, x => x.TenantScope is not null, (name, address, told, operation) =>
        {
            given.Add(operation);
            faults.AddRange(words.Where(x => told.Contains(x, StringComparison.Ordinal)).Select(x => $"{name} {address}: {x}"));
            var digits = Separators().Replace(told, "");
            faults.AddRange(figures.Where(x => digits.Contains(x, StringComparison.Ordinal)).Select(x => $"{name} {address}: the figure {x}"));
        });
        faults.ShouldBeEmpty();
        given.Order().ShouldBe(["GetReadsFile", "GetStatementFile", "StatementsZip"]);
    }

    [Fact]
    public async Task No_file_tells_anybody_of_another_park()
    {
        var (faults, given) = (new List<string>(), new HashSet<string>());
        await EachAsync(parks.Own.Code, _ => true, (name, address, told, operation) =>
        {
            given.Add(operation);
            foreach (var word in (string[])[parks.Foreign.Mark, parks.Foreign.Code, $"{parks.Foreign.Id.Value}"])
                if (told.Contains(word, StringComparison.OrdinalIgnoreCase)) faults.Add($"{name} {address}: {word}");
        });
        await EachAsync(parks.Foreign.Code, _ => true, (name, address, _, _) => faults.Add($"{name} {address}: is given"));
        faults.ShouldBeEmpty();
        given.Count.ShouldBeGreaterThanOrEqualTo(8, string.Join(' ', given));
    }

    /// <summary>What is searched for is found where it may stand: else nothing above would prove anything.</summary>
    [Fact]
    public async Task The_neighbours_words_and_figures_are_found_in_its_own_files()
    {
        var figures = await FiguresOf(SmallPark.Mould, besides: SmallPark.Forge);
        foreach (var file in (string[])["pdf", "json"])
        {
            var told = Told.ByFile((await parks.Own.Operator.Get($"{parks.Own.Path}/statements/{Numbers[1]}/{file}").Ok()).Bytes);
            told.ShouldContain(parks.Own.MarkOf(SmallPark.Mould), Case.Sensitive, file);
            var digits = Separators().Replace(told, "");
            figures.Count(x => digits.Contains(x, StringComparison.Ordinal)).ShouldBeGreaterThan(2, file);
        }
        var pack = Told.ByFile((await parks.Server.Of(Role.Verifier, parks.Own.Id).Get($"{parks.Own.Grid}/runs/1/pack").Ok()).Bytes);
        foreach (var word in (string[])[parks.Own.MarkOf(SmallPark.Mould), SmallPark.Mould, "MP-M"]) pack.ShouldContain(word, Case.Sensitive);
        var ofPack = Separators().Replace(pack, "");
        figures.Count(x => ofPack.Contains(x, StringComparison.Ordinal)).ShouldBeGreaterThan(2);
    }

    [Fact]
    public async Task Texts_say_their_charset()
    {
        var csv = new List<string>();
        await EachAsync(parks.Own.Code, x => x.Role == Role.ParkManager, (_, address, told, _) =>
        {
            if (!told.Contains("text/csv", StringComparison.Ordinal)) return;
            csv.Add(address);
            told.ShouldContain("text/csv; charset=utf-8", Case.Sensitive, address);
        });
        csv.Count.ShouldBeGreaterThan(3);
    }

    private async Task EachAsync(string park, Func<CurrentUser, bool> whom, Action<string, string, string, string> look)
    {
        var files = await FilesAsync();
        files.Count.ShouldBeGreaterThan(8);
        foreach (var (name, user) in (await parks.PeopleAsync()).Where(x => whom(x.User)))
        {
            var caller = parks.Server.As(user);
            foreach (var operation in files)
                foreach (var address in Addresses(operation, park))
                {
                    var reply = await caller.Get(address);
                    if (reply.Status == HttpStatusCode.OK) look(name, address, $"{Told.ByFile(reply.Bytes)}\n{reply.Headers}", operation.Id);
                }
        }
    }

    private async Task<IReadOnlyList<Operation>> FilesAsync() =>
        [.. (await ApiDocument.Of(parks.Server)).Operations.Where(x => x is { Method: "get", GivesFile: true })];

    /// <summary>Of both tenants, and every file there is under an address that names one.</summary>
    private static IEnumerable<string> Addresses(Operation operation, string park)
    {
        string[] names = operation.Id switch
        {
            "GetRunFile" => ["attribution.csv", "attribution-PV.csv", "attribution-storage.csv", "balance.csv", "summary.json"],
            "GetStatementFile" => ["pdf", "json", "proof"],
            _ => [""],
        };
        operation.Path.Contains("{file}").ShouldBe(names.Length > 1, operation.Id);
        foreach (var name in names)
            foreach (var tenant in (string[])[SmallPark.Forge, SmallPark.Mould])
            {
                var address = operation.Address(park, tenant, name).Replace(Numbers[0], $"EAST-202601-{tenant}-r1");
                yield return address;
                if (operation.Takes("tenant")) yield return $"{address}&tenant={tenant}";
            }
    }

    /// <summary>Figures of its statement and of its days that the other's do not have, without the noughts at their ends.</summary>
    private async Task<IReadOnlyList<string>> FiguresOf(string tenant, string besides)
    {
        var (own, others) = (await NumbersOf(tenant), await NumbersOf(besides));
        return [.. own.Where(x => !others.Any(o => o.Contains(x, StringComparison.Ordinal)))];
    }

    private async Task<HashSet<string>> NumbersOf(string tenant)
    {
        var op = parks.Own.Operator;
        var statement = (await op.Get($"{parks.Own.Path}/statements/EAST-202601-{tenant}-r1/json").Ok()).Text;
        var days = string.Join(' ', (await op.Get($"{parks.Own.Grid}/runs/1/member-days").Ok()).Json.EnumerateArray().Where(x => x.GetProperty("tenant").GetString() == tenant).Select(x => x.GetRawText()));
        return [.. Number().Matches($"{statement} {days}").Select(x => x.Value.TrimEnd('0')).Where(x => x.Length >= Telling)];
    }

    [GeneratedRegex(@"(?<![\w.-])\d+(?![\w.-])")]
    private static partial Regex Number();

    /// <summary>Between digits, however a document writes thousands and decimals.</summary>
    [GeneratedRegex(@"(?<=\d)[.,'\u00A0\u202F\u2009 ](?=\d)")]
    private static partial Regex Separators();
}
