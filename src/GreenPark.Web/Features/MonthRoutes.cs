using GreenPark.Application.Features.Metering;
using GreenPark.Web.Components.Layout;
using GreenPark.Web.Hosting;

namespace GreenPark.Web.Features;

/// <summary>Addresses of the month's pages and downloads. A run is known by its microgrid and number, a statement by its number.</summary>
public static class MonthRoutes
{
    public static string Overview(string park, int? year = null) => ParkRoutes.To(park) + (year is null ? "" : $"?year={year}");

    public static string Imports(string park, string? microgrid = null) => ParkRoutes.To(park, $"imports{Of(microgrid)}");

    /// <param name="opened">Metering point and day whose curve is open.</param>
    public static string Completeness(string park, string microgrid, DateOnly month, (string Point, DateOnly Day)? opened = null) =>
        ParkRoutes.To(park, $"completeness{Of(microgrid)}&month={month:yyyy-MM}") + (opened is { } x ? $"&day={x.Day:yyyy-MM-dd}&point={Uri.EscapeDataString(x.Point)}" : "");

    public static string MissingList(string park, string microgrid, DateOnly month) =>
        $"{ApiPath.Of("parks", park, "microgrids", microgrid, "coverage", "missing", "csv")}?month={month:yyyy-MM-dd}";

    public static string Findings(string park, string? microgrid = null, DateOnly? month = null) =>
        ParkRoutes.To(park, $"findings{Of(microgrid)}") + (month is { } m ? $"{(microgrid is null ? '?' : '&')}month={m:yyyy-MM}" : "");

    public static string Thresholds(string park) => ParkRoutes.To(park, "findings/thresholds");

    public static string Runs(string park, string? microgrid = null) => ParkRoutes.To(park, $"runs{Of(microgrid)}");

    /// <summary>The list with the dialog for a run of this month open.</summary>
    public static string NewRun(string park, string microgrid, DateOnly month) => $"{Runs(park, microgrid)}&month={month:yyyy-MM}";

    public static string Run(string park, string microgrid, int number) => ParkRoutes.To(park, $"microgrids/{microgrid}/runs/{number}");

    public static string RunMember(string park, string microgrid, int number, string tenant) => $"{Run(park, microgrid, number)}/members/{tenant}";

    /// <summary>The changes of readings.</summary>
    /// <param name="state">Only those of this state.</param>
    public static string Changes(string park, string? microgrid = null, ChangeState? state = null) =>
        ParkRoutes.To(park, $"changes{Of(microgrid)}") + (state is { } only ? $"{(microgrid is null ? '?' : '&')}state={only}" : "");

    public static string Change(string park, string microgrid, int number) => ParkRoutes.To(park, $"microgrids/{microgrid}/changes/{number}");

    public static string Statements(string park, DateOnly? month = null) => ParkRoutes.To(park, "statements") + (month is { } m ? $"?month={m:yyyy-MM}" : "");

    /// <summary>Downloads are the files of the interface for machines: the browser loads them itself, and nothing of them passes through a circuit.</summary>
    /// <param name="file"><c>pdf</c>, <c>json</c> or <c>proof</c>.</param>
    public static string StatementFile(string park, string number, string file) => ApiPath.Of("parks", park, "statements", number, file);

    public static string ReadingsTemplate(string park, string microgrid) => ApiPath.Of("parks", park, "microgrids", microgrid, "readings", "template");

    public static string StatementsZip(string park, DateOnly month) => $"{ApiPath.Of("parks", park, "statements", "zip")}?month={month:yyyy-MM-dd}";

    public static string Preview(string park, string microgrid, int run, string tenant) => OfRun(park, microgrid, run, "members", tenant, "preview");

    public static string RunFile(string park, string microgrid, int run, string file) => OfRun(park, microgrid, run, "files", file);

    public static string Pack(string park, string microgrid, int run) => OfRun(park, microgrid, run, "pack");

    private static string OfRun(string park, string microgrid, int run, params string[] rest) =>
        ApiPath.Of(["parks", park, "microgrids", microgrid, "runs", run.ToString(System.Globalization.CultureInfo.InvariantCulture), .. rest]);

    private static string Of(string? microgrid) => microgrid is null ? "" : $"?microgrid={Uri.EscapeDataString(microgrid)}";
}
