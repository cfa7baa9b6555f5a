using System.Diagnostics;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace GreenPark.Engine.Tests.Evidence;

internal static class Vectors
{
    public static byte[] Hex(string hex) => Convert.FromHexString(hex.Replace(" ", "").Replace("\n", ""));

    public static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    public static string Text(byte[] utf8) => Encoding.UTF8.GetString(utf8);

    /// <summary>The flags of a <c>quality.csv</c> in the shape of its readings.</summary>
    public static byte[] Flags(byte[] qualityCsv) =>
        [.. Text(qualityCsv).Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).SelectMany(row => row.Split(',').Skip(1)).Select(flag => (byte)flag[0])];

    public static byte[] Flip(byte[] bytes, int bit)
    {
        var copy = (byte[])bytes.Clone();
        copy[bit / 8] ^= (byte)(1 << (bit % 8));
        return copy;
    }

    public static void Holds<T>(Func<T, bool> property, int times = 200) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(times).WithQuietOnSuccess(true), Prop.ForAll(ArbMap.Default.ArbFor<T>(), property));

    public static void Holds<T>(Gen<T> values, Func<T, bool> property, int times = 200) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(times).WithQuietOnSuccess(true), Prop.ForAll(values.ToArbitrary(), property));
}

/// <summary>A folder of its own for tools that read files; removed at the end.</summary>
internal sealed class Scratch : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("greenpark-");

    public string Put(string name, ReadOnlySpan<byte> content)
    {
        var path = Path.Combine(folder.FullName, name);
        File.WriteAllBytes(path, content);
        return path;
    }

    public string At(string name) => Path.Combine(folder.FullName, name);

    public void Dispose() => folder.Delete(recursive: true);
}

/// <summary>Other people's programs as judges of what we write. Where one is not installed the test is skipped, visibly.</summary>
internal static class Tool
{
    public static (int Exit, string Output) Run(string program, params string[] arguments) => RunIn("", program, arguments);

    public static (int Exit, string Output) RunIn(string folder, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        Process process;
        try
        {
            process = Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip($"{program} is not installed: what it says of our files stays unchecked.");
            throw;
        }
        using (process)
        {
            var errors = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd() + errors.Result;
            process.WaitForExit();
            return (process.ExitCode, output);
        }
    }
}
