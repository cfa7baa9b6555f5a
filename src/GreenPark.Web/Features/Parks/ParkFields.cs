using GreenPark.Application.Features.Parks;
using GreenPark.Application.Features.Parks.Commands;
using GreenPark.Application.Features.Parks.Queries;

namespace GreenPark.Web.Features.Parks;

/// <summary>What the form of a park holds while someone types.</summary>
public sealed class ParkFields
{
    public string? Code { get; set; }
    public string? Name { get; set; }
    public string? NameZh { get; set; }
    public string? ProvinceCode { get; set; }
    public string? Address { get; set; }

    /// <summary>In millionths of a degree, as is the longitude.</summary>
    public long? Latitude { get; set; }
    public long? Longitude { get; set; }

    public static ParkFields Of(GetPark.Detail x) =>
        new() { Code = x.Code, Name = x.Name, NameZh = x.NameZh, ProvinceCode = x.ProvinceCode, Address = x.Address, Latitude = Micro(x.Latitude), Longitude = Micro(x.Longitude) };

    public RegisterPark ToRegister() => new(Code ?? "", Name ?? "", NameZh ?? "", ProvinceCode ?? "", Address ?? "", Degrees(Latitude), Degrees(Longitude));

    public UpdatePark ToUpdate(Guid version) => new(Code ?? "", version, Name ?? "", NameZh ?? "", ProvinceCode ?? "", Address ?? "", Degrees(Latitude), Degrees(Longitude));

    private static long? Micro(decimal? degrees) => (long?)(degrees * Coordinates.MicrodegreesPerDegree);

    private static decimal? Degrees(long? microdegrees) => (decimal?)microdegrees / Coordinates.MicrodegreesPerDegree;
}
