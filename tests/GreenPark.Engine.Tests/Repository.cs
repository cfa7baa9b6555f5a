namespace GreenPark.Engine.Tests;

/// <summary>Where the repository lies on this machine, found from the tests' own folder upwards.</summary>
internal static class Repository
{
    public static readonly string Root = Find();

    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    /// <summary>A folder of the data that lies beside the repository, or null where this machine has none.</summary>
    public static string? SharedData(string name)
    {
        for (var folder = new DirectoryInfo(Root).Parent; folder is not null; folder = folder.Parent)
            if (Path.Combine(folder.FullName, "shared", "data", name) is var path && Directory.Exists(path)) return path;
        return null;
    }

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "GreenPark.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException($"GreenPark.sln stands in no folder above {AppContext.BaseDirectory}.");
    }
}
