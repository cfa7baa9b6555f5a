using GreenPark.Application.Features.Microgrids;
using GreenPark.Application.Features.Microgrids.Queries;
using GreenPark.Engine.Quantities;

namespace GreenPark.Web.Features.Microgrids;

/// <summary>What the form of a generation unit holds while someone types.</summary>
public sealed class UnitForm
{
    public string? Code { get; set; }
    public string? Name { get; set; }
    public string? NameZh { get; set; }
    public Technology? Technology { get; set; }
    public long? CapacityW { get; set; }

    /// <summary>Units of 0.0001 g/kWh.</summary>
    public long? Factor { get; set; } = 0;
    public long? RegisterOrder { get; set; }
    public DateOnly? From { get; set; }
    public DateOnly? To { get; set; }

    public static UnitForm Of(GetMicrogrid.Unit x) => new()
    {
        Code = x.Code,
        Name = x.Fields.Name,
        NameZh = x.Fields.NameZh,
        Technology = x.Fields.Technology,
        CapacityW = x.Fields.CapacityW,
        Factor = (long)(x.Fields.Factor * EmissionFactor.UnitsPerGram),
        RegisterOrder = x.Fields.RegisterOrder,
        From = x.Fields.From,
        To = x.Fields.To,
    };

    public UnitFields ToFields() => new(
        Name ?? "", NameZh ?? "", Technology ?? default, CapacityW ?? 0, new EmissionFactor(Factor ?? 0).Grams, (int?)RegisterOrder, From, To);
}
