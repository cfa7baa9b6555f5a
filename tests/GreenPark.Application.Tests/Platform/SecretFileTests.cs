using GreenPark.Application.Platform;

namespace GreenPark.Application.Tests.Platform;

/// <summary>A secret is made once and never replaced, however many start at once and however the one before them ended.</summary>
public sealed class SecretFileTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("greenpark-secret-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task All_that_start_together_read_the_same_secret()
    {
        for (var round = 0; round < 200; round++)
        {
            var path = Path.Combine(folder.FullName, $"{round}.p12");
            using var together = new Barrier(8);
            var read = await Task.WhenAll(Enumerable.Range(0, 8).Select(x => Task.Factory.StartNew(() =>
            {
                together.SignalAndWait();
                SecretFile.EnsureThere(path, () => [(byte)x]);
                return File.ReadAllBytes(path).ShouldHaveSingleItem();
            }, TestContext.Current.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
            read.Distinct().ShouldHaveSingleItem();
        }
        Directory.GetFiles(folder.FullName).Length.ShouldBe(200, "nothing is left beside the secrets");
    }

    [Fact]
    public void What_a_killed_process_left_is_in_nobodys_way()
    {
        var path = Path.Combine(folder.FullName, "key.p12");
        File.WriteAllBytes(path + ".new", [1, 2, 3]);
        SecretFile.EnsureThere(path, () => [4]);
        File.ReadAllBytes(path).ShouldBe([4]);
        Directory.GetFiles(folder.FullName).ShouldBe([path]);
        if (!OperatingSystem.IsWindows()) File.GetUnixFileMode(path).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public void A_folder_that_cannot_be_written_is_said_at_once()
    {
        File.WriteAllText(Path.Combine(folder.FullName, "file"), "");
        Should.Throw<IOException>(() => SecretFile.EnsureThere(Path.Combine(folder.FullName, "file", "key.p12"), () => [1]));
    }
}
