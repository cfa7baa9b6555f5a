using GreenPark.Application.Features.Microgrids;
using GreenPark.Application.Features.Microgrids.Commands;
using GreenPark.Application.Features.Microgrids.Queries;
using GreenPark.Engine.Parks;

namespace GreenPark.Web.Features.Microgrids;

/// <summary>What the form of a microgrid holds while someone types. Its defaults are the method's.</summary>
public sealed class MicrogridForm
{
    public string? Code { get; set; }
    public MicrogridType? Type { get; set; } = MicrogridType.GridConnected;
    public long? IntervalMinutes { get; set; } = 15;
    public string? TimeZone { get; set; } = "Asia/Shanghai";
    public FactorFamily? FactorFamily { get; set; } = Engine.Parks.FactorFamily.Operational;

    public string? Name { get; set; }
    public string? NameZh { get; set; }
    public string? ResponsibleName { get; set; }
    public string? ResponsibleNameZh { get; set; }
    public string? ResponsibleCreditCode { get; set; }
    public long? ConnectionCapacityW { get; set; }
    public LossTreatment? LossTreatment { get; set; } = Engine.Parks.LossTreatment.None;
    public LocationBasis? LocationBasis { get; set; } = Engine.Parks.LocationBasis.Grid;
    public long? BalanceTolerancePpm { get; set; } = 20_000;

    public static MicrogridForm Of(GetMicrogrid.Detail x) => new()
    {
        Code = x.Code,
        Type = x.Type,
        IntervalMinutes = x.IntervalMinutes,
        TimeZone = x.TimeZone,
        FactorFamily = x.FactorFamily,
        Name = x.Fields.Name,
        NameZh = x.Fields.NameZh,
        ResponsibleName = x.Fields.ResponsibleName,
        ResponsibleNameZh = x.Fields.ResponsibleNameZh,
        ResponsibleCreditCode = x.Fields.ResponsibleCreditCode,
        ConnectionCapacityW = x.Fields.ConnectionCapacityW,
        LossTreatment = x.Fields.LossTreatment,
        LocationBasis = x.Fields.LocationBasis,
        BalanceTolerancePpm = x.Fields.BalanceTolerancePpm,
    };

    public RegisterMicrogrid ToRegister(string park) => new(
        park, Code ?? "", Type ?? default, (int)(IntervalMinutes ?? 0), TimeZone?.Trim() ?? "", FactorFamily ?? default, ToFields());

    public MicrogridFields ToFields() => new(
        Name ?? "", NameZh ?? "", ResponsibleName ?? "", ResponsibleNameZh ?? "", ResponsibleCreditCode ?? "", ConnectionCapacityW,
        LossTreatment ?? default, LocationBasis ?? default, (int)(BalanceTolerancePpm ?? 0));
}
