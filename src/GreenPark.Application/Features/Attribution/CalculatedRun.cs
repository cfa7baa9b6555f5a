using GreenPark.Engine.Results;

namespace GreenPark.Application.Features.Attribution;

/// <summary>A run calculated, with the bytes it was made from.</summary>
/// <param name="ParkJson">Canonical <c>park.json</c>.</param>
/// <param name="ReadingsCsv">The readings as the pack carries them.</param>
/// <param name="Revisions">Canonical JSON of the revisions used.</param>
/// <param name="OpensAfter">The run whose closing pool opened this one, or null.</param>
public sealed record CalculatedRun(RunResult Result, byte[] ParkJson, byte[] ReadingsCsv, byte[] QualityCsv, byte[] Revisions, RunId? OpensAfter)
{
    public InputHashes Inputs => new(Engine.Evidence.Sha256Hex.Of(ParkJson), [Engine.Evidence.Sha256Hex.Of(ReadingsCsv)]);
}
