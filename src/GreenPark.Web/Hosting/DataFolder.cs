using GreenPark.Application.Features.Metering;
using GreenPark.Persistence;
using GreenPark.Web.Features.Metering.InPieces;

namespace GreenPark.Web.Hosting;

/// <summary>
/// Where the installation keeps its own files (setting <c>Data:Folder</c>, <c>data</c> beside the application): the embedded
/// database, the development signing key, the key to what protects cookies, files that come in pieces, temporary files.
/// </summary>
internal static class DataFolder
{
    public static string Of(WebApplicationBuilder builder) =>
        Path.Combine(builder.Environment.ContentRootPath, builder.Configuration["Data:Folder"] is { Length: > 0 } folder ? folder : "data");

    /// <summary>For what lives as long as a message: it may be large, so not the system's own folder for such files, which is often in memory.</summary>
    public static string TemporaryOf(WebApplicationBuilder builder) => Path.Combine(Of(builder), "temp");

    public static void AddDataFolder(this WebApplicationBuilder builder)
    {
        var folder = Of(builder);
        // what is in it is this account's alone; one that is there already keeps the rights its owner gave it
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        TemporaryFiles.Sweep(TemporaryOf(builder));
        builder.Services.AddGreenParkDatabase(DatabaseOptions.From(builder.Configuration, folder));
        builder.Services.AddSingleton(services => new ReadingUploads(Path.Combine(folder, "uploads"), services.GetRequiredService<TimeProvider>()));
    }
}
