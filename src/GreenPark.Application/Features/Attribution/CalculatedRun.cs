using GreenPark.Engine.Metering;
using GreenPark.Engine.Results;

namespace GreenPark.Application.Features.Attribution;

/// <summary>A run calculated, with the bytes it was made from.</summary>
/// <param name="ParkJson">Canonical <c>park.json</c>.</param>
/// <param name="Readings">From which the pack's <c>readings.csv</c> and <c>quality.csv</c> are written.</param>
/// <param name="Inputs">Hashes of <c>park.json</c> and <c>readings.csv</c>.</param>
/// <param name="Revisions">Canonical JSON of the revisions used.</param>
/// <param name="OpensAfter">The run whose closing pool opened this one, or null.</param>
public sealed record CalculatedRun(RunResult Result, byte[] ParkJson, ReadingSet Readings, InputHashes Inputs, byte[] Revisions, RunId? OpensAfter);
