using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace GreenPark.Persistence.Redirect;

/// <summary>
/// Microsoft.Data.Sqlite 10 is compiled against SQLitePCLRaw 2.1; the package source has 2.0.6 (SQLite 3.35.5). The managed
/// side is redirected by simple name; the native side prefers the system's library, because EF Core 10 translates JSON columns
/// and lists to SQL that needs SQLite 3.38. Drop this folder once SQLitePCLRaw 2.1 can be had (docs/decisions/0003-package-source.md).
/// </summary>
public static class SqliteRedirect
{
    private static int installed;

#pragma warning disable CA2255 // the redirect must stand before the first type of Microsoft.Data.Sqlite is touched
    [ModuleInitializer]
#pragma warning restore CA2255
    internal static void Initialise() => EnsureInstalled();

    public static void EnsureInstalled()
    {
        if (Interlocked.Exchange(ref installed, 1) == 1) return;
        AssemblyLoadContext.Default.Resolving += static (context, name) =>
        {
            if (name.Name is null || !name.Name.StartsWith("SQLitePCLRaw.", StringComparison.Ordinal)) return null;
            var path = Path.Combine(AppContext.BaseDirectory, name.Name + ".dll");
            return File.Exists(path) ? context.LoadFromAssemblyPath(path) : null;
        };
        if (OperatingSystem.IsLinux())
            NativeLibrary.SetDllImportResolver(Assembly.Load(new AssemblyName("SQLitePCLRaw.provider.e_sqlite3")), static (library, _, _) =>
                library == "e_sqlite3" && NativeLibrary.TryLoad("libsqlite3.so.0", out var handle) ? handle : 0);   // 0: the bundled one
    }
}
