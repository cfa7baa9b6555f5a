namespace GreenPark.Engine.Intake;

/// <summary>A register's reading at an instant.</summary>
/// <param name="Value">As the register shows it, in the read's unit.</param>
/// <param name="AtUtcSeconds">Seconds since 1970-01-01T00:00:00Z.</param>
/// <param name="Mark">Quality method and reason word for word: <c>E64</c>.</param>
public sealed record RegisterStand(decimal Value, long AtUtcSeconds, string Mark);

/// <summary>One 250 row of NEM13: what a register counted between two reads. Intervals of the same channel and time must add up to it.</summary>
/// <param name="Channel">NMI and suffix, as in NEM12.</param>
/// <param name="Direction">I: into the network; E: out of it.</param>
/// <param name="Quantity">Consumption as the file states it, multiplied already; null where it does not. Not always the registers' difference.</param>
/// <param name="Line">Line of the file, from 1.</param>
public sealed record RegisterRead(
    string Channel, string Register, string MeterSerial, string Direction, RegisterStand Previous, RegisterStand Current, decimal? Quantity, string Unit, int Line)
{
    /// <summary>Wh in one of the unit; 0 where it is no active energy.</summary>
    public long UnitWh => MdffUnit.MicrojoulesOf(Unit) / MeterChannel.MicrojoulesPerWh;
}

/// <summary>Registers' reads of a NEM13 file, in its order.</summary>
public sealed record Nem13File(string FileName, IReadOnlyList<RegisterRead> Reads);
