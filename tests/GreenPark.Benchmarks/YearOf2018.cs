namespace GreenPark.Benchmarks;

/// <summary>A real year of twelve members, beside the repository: <c>shared/data/park-2018</c>.</summary>
internal static class YearOf2018
{
    /// <summary>Null, with a word about it, where the data is not there.</summary>
    public static (string Park, string Readings)? Find(TextWriter output)
    {
        for (var folder = new DirectoryInfo(Timing.Repository); folder is not null; folder = folder.Parent)
        {
            var data = Path.Combine(folder.FullName, "shared", "data", "park-2018");
            if (Directory.Exists(data)) return (Path.Combine(data, "park.json"), Path.Combine(data, "readings.csv"));
        }
        output.WriteLine("shared/data/park-2018 is not beside the repository: left out");
        return null;
    }
}
