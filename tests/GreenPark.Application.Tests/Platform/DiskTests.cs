using GreenPark.Application.Features.Metering;

namespace GreenPark.Application.Tests.Platform;

/// <summary>A full disk is told apart from a file that is gone or was never there.</summary>
public sealed class DiskTests
{
    [Fact]
    public void A_full_disk_says_so_in_the_systems_own_number()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "/dev/full, a disk that is always full, is not on this machine.");
        using var full = new FileStream("/dev/full", FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        Disk.IsFull(Should.Throw<IOException>(() => full.Write([1]))).ShouldBeTrue();
    }

    [Fact]
    public void A_missing_file_is_gone_and_no_disk_is_full()
    {
        var missing = Should.Throw<IOException>(() => SentFile.OnDisk(Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N"))).Length);
        (Disk.IsGone(missing), Disk.IsFull(missing)).ShouldBe((true, false));
        Disk.IsFull(new EndOfStreamException()).ShouldBeFalse();
    }

    [Fact]
    public void A_folder_that_was_there_before_becomes_its_users_own_but_one_for_everybody_stays()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has other rights.");
        const UnixFileMode own = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, all = own | UnixFileMode.GroupRead | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;
        var folder = Directory.CreateTempSubdirectory("greenpark-disk");
        try
        {
            foreach (var (before, after) in new[] { (all, own), (all | UnixFileMode.StickyBit, all | UnixFileMode.StickyBit) })
            {
                if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(folder.FullName, before);
                Disk.CreatePrivateFolder(folder.FullName);
                if (!OperatingSystem.IsWindows()) File.GetUnixFileMode(folder.FullName).ShouldBe(after);
            }
        }
        finally
        {
            folder.Delete();
        }
    }
}
