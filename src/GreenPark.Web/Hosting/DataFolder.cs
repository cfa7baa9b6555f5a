using GreenPark.Persistence;
using GreenPark.Web.Features.Metering.InPieces;
using Microsoft.AspNetCore.DataProtection;

namespace GreenPark.Web.Hosting;

/// <summary>
/// Where the installation keeps its own files (setting <c>Data:Folder</c>, <c>data</c> beside the application): the embedded
/// database, the development signing key, the keys that protect cookies, files that come in pieces.
/// </summary>
internal static class DataFolder
{
    public static string Of(WebApplicationBuilder builder) =>
        Path.Combine(builder.Environment.ContentRootPath, builder.Configuration["Data:Folder"] is { Length: > 0 } folder ? folder : "data");

    public static void AddDataFolder(this WebApplicationBuilder builder)
    {
        var folder = Of(builder);
        Directory.CreateDirectory(folder);
        builder.Services.AddGreenParkDatabase(DatabaseOptions.From(builder.Configuration, folder));
        builder.Services.AddSingleton(services => new ReadingUploads(Path.Combine(folder, "uploads"), services.GetRequiredService<TimeProvider>()));
        // cookies and forms survive a restart; nodes of one installation share this folder
        builder.Services.AddDataProtection().SetApplicationName("GreenPark").PersistKeysToFileSystem(new DirectoryInfo(Path.Combine(folder, "keys")));
    }
}
