using GreenPark.Application.Features.Metering;
using GreenPark.Application.Features.Statements;

namespace GreenPark.Web.Hosting;

/// <summary>Settings that the application layer takes as options; docs/configuration.md describes each.</summary>
internal static class Settings
{
    public static void AddSettings(this WebApplicationBuilder builder)
    {
        var settings = builder.Configuration;
        var usual = new ImportOptions();
        builder.Services.AddSingleton(new ImportOptions
        {
            MaxBytes = settings.GetValue("Import:MaxBytes", usual.MaxBytes),
            InBlocksAboveBytes = settings.GetValue("Import:InBlocksAboveBytes", usual.InBlocksAboveBytes),
            MaxBytesInMemory = settings.GetValue("Import:MaxBytesInMemory", usual.MaxBytesInMemory),
            TemporaryFolder = DataFolder.TemporaryOf(builder),
        });
        builder.Services.AddSingleton(RetentionSettings.Of(settings));
        builder.Services.AddSingleton(new SigningOptions
        {
            KeyFile = settings["Signing:KeyFile"] is { Length: > 0 } file ? Path.Combine(builder.Environment.ContentRootPath, file) : null,
            Password = settings["Signing:Password"],
            DevelopmentKeyFile = Path.Combine(DataFolder.Of(builder), "development-key.p12"),
            PublicBaseAddress = settings["PublicBaseAddress"] is { Length: > 0 } address ? address
                // a development copy is reached where it listens; elsewhere only the setting can tell, and its absence is said at the start
                : builder.Environment.IsDevelopment() ? Addresses.Of(settings) : new SigningOptions().PublicBaseAddress,
        });
    }
}
