namespace GreenPark.Application.Features.Exports;

/// <summary>Where data go that are taken out of the application, seen from mainland China.</summary>
public enum Destination { Domestic, Abroad }

/// <summary>Where a file or an answer goes, as whoever takes it out says.</summary>
/// <param name="Destination">Null where nobody said.</param>
/// <param name="Approval">Number of the export approval; needed abroad.</param>
public sealed record Release(Destination? Destination = null, int? Approval = null)
{
    public static readonly Release Home = new(Exports.Destination.Domestic);
}

/// <summary>
/// A query whose answer has readings interval by interval. Where it is taken out, as a file or by a machine, it says where to; a page that
/// only shows it has no <see cref="Release"/>.
/// </summary>
public interface IReleases : IInPark
{
    /// <summary>Null where nothing is taken out.</summary>
    Release? Leaving { get; }

    /// <summary>What is taken out, in the words of its address: microgrid, run or metering point, file.</summary>
    string What { get; }
}
