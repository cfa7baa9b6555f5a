using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace GreenPark.Application.Tests.Platform;

/// <summary>The house rules, read from folders and sources; each is shown an offender once.</summary>
public sealed partial class ArchitectureTests
{
    private static readonly string Source = SourceFolder();
    private static readonly string[] BannedFolders = ["Common", "Helpers", "Services", "Dtos", "Utils"];

    [Fact]
    public void No_folder_is_a_drawer_for_everything()
    {
        Folders().Where(IsBanned).ShouldBeEmpty();
        IsBanned("Features/Parks/Helpers").ShouldBeTrue();

        static bool IsBanned(string folder) => BannedFolders.Contains(Path.GetFileName(folder), StringComparer.OrdinalIgnoreCase);
    }

    [Fact]
    public void The_platform_knows_no_feature()
    {
        Files("Platform").Where(x => Offends(File.ReadAllText(x))).ShouldBeEmpty();
        Offends("using GreenPark.Application.Features.Parks;").ShouldBeTrue();

        static bool Offends(string text) => text.Contains("Application.Features", StringComparison.Ordinal);
    }

    [Fact]
    public void Mediator_signatures_stay_in_the_platform()
    {
        Files("Features").Where(x => Offends(File.ReadAllText(x))).ShouldBeEmpty();
        Offends("using MediatR;").ShouldBeTrue();

        static bool Offends(string text) => text.Contains("MediatR", StringComparison.Ordinal) || text.Contains("IRequest", StringComparison.Ordinal);
    }

    [Fact]
    public void Handlers_send_no_requests_and_save_nothing()
    {
        // a worker and the demo are no handlers: they drive the messages of a job; a gate comes before the command's transaction, and what it writes outlives a refusal
        Files("Features").Where(x => !x.EndsWith("Worker.cs", StringComparison.Ordinal) && !x.EndsWith("Gate.cs", StringComparison.Ordinal) && !x.Contains("/Demo/", StringComparison.Ordinal)).Where(x => Offends(File.ReadAllText(x))).ShouldBeEmpty();
        Offends("Handler(GreenParkDb db, Sender sender)").ShouldBeTrue();
        Offends("await db.SaveChangesAsync();").ShouldBeTrue();

        static bool Offends(string text) => SenderUse().IsMatch(text) || text.Contains("SaveChanges", StringComparison.Ordinal);
    }

    [Fact]
    public void Every_handler_and_validator_stands_in_the_file_of_its_request()
    {
        var strangers = typeof(Sender).Assembly.GetTypes()
            .Where(x => x.IsClass && x.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(MediatR.IRequestHandler<,>)))
            .Where(x => x.DeclaringType is null || x.GetInterfaces().All(i => i.GetGenericArguments().FirstOrDefault() != x.DeclaringType));
        strangers.Select(x => x.FullName).ShouldBeEmpty();
    }

    [Fact]
    public void Time_comes_from_the_clock()
    {
        Files("").Where(x => Offends(File.ReadAllText(x))).ShouldBeEmpty();
        Offends("var now = DateTime.UtcNow;").ShouldBeTrue();

        static bool Offends(string text) => SystemClock().IsMatch(text);
    }

    [Fact]
    public void Files_stay_readable() =>
        Files("").Where(x => File.ReadLines(x).Count() > 300).ShouldBeEmpty();

    [Fact]
    public void No_interface_has_a_single_implementation()
    {
        var types = typeof(Sender).Assembly.GetTypes();
        types.Where(x => x is { IsInterface: true, IsGenericType: false } && !Markers.Contains(x.Name))
            .Where(i => types.Count(x => x is { IsInterface: false, IsAbstract: false } && x.IsAssignableTo(i)) == 1)
            .Select(x => x.Name).ShouldBeEmpty();
    }

    /// <summary>Each with its reason: markers by which the context or the pipeline knows its rows, however few there are yet.</summary>
    private static readonly string[] Markers = [nameof(IAppendOnly), nameof(IPaged), nameof(IMayBeOfPark), nameof(IOfDays), nameof(IOfInstant), nameof(IOfParkOrShared)];

    private static IEnumerable<string> Files(string under) => Directory
        .EnumerateFiles(Path.Combine(Source, under), "*.cs", SearchOption.AllDirectories)
        .Where(x => !x.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
            && !x.Contains($"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}", StringComparison.Ordinal));

    private static IEnumerable<string> Folders() => Files("").Select(x => Path.GetDirectoryName(x)!).Distinct();

    private static string SourceFolder([CallerFilePath] string file = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "../../../src/GreenPark.Application"));

    [GeneratedRegex(@"\bSender\b\s+\w+\s*[,)]")]
    private static partial Regex SenderUse();

    [GeneratedRegex(@"\b(DateTime|DateTimeOffset)\.(Utc)?Now\b|DateTime\.Today")]
    private static partial Regex SystemClock();
}
