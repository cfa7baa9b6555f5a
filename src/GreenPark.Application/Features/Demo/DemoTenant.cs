namespace GreenPark.Application.Features.Demo;

/// <summary>When a factory works: how many shifts, how much goes on outside them, how much at weekends.</summary>
/// <param name="FirstHour">Local hour in which the first shift begins.</param>
/// <param name="Hours">Hours of work a day; 24 is round the clock.</param>
/// <param name="IdlePercent">Load outside working hours, percent of the working load.</param>
/// <param name="SaturdayPercent">Working load on Saturdays.</param>
/// <param name="SundayPercent">Working load on Sundays.</param>
/// <param name="FestivalPercent">Working load during the Spring Festival shutdown.</param>
internal sealed record DemoShifts(int FirstHour, int Hours, int IdlePercent, int SaturdayPercent, int SundayPercent, int FestivalPercent);

/// <summary>One invented factory of the demo park.</summary>
/// <param name="WorkingKw">Mean load while working.</param>
/// <param name="CoolingPercent">What the hottest weeks add.</param>
internal sealed record DemoTenant(
    string Code, string Name, string NameZh, string Trade, string OrganisationCode, int WorkingKw, int CoolingPercent, DemoShifts Shifts)
{
    private static readonly DemoShifts OneShift = new(8, 9, 12, 40, 6, 4);
    private static readonly DemoShifts TwoShifts = new(7, 16, 18, 75, 10, 6);
    private static readonly DemoShifts Continuous = new(0, 24, 100, 96, 92, 22);
    private static readonly DemoShifts AlwaysOn = new(0, 24, 100, 100, 99, 97);

    /// <summary>The twelve, in register order.</summary>
    public static readonly IReadOnlyList<DemoTenant> All =
    [
        new("appliance", "Demo Kitchen Appliances Co., Ltd.", "演示厨房电器有限公司", "kitchen-appliances", "MA2DEM001", 980, 12, TwoShifts),
        new("mould", "Demo Precision Moulds Co., Ltd.", "演示精密模具有限公司", "moulds", "MA2DEM002", 620, 10, TwoShifts),
        new("packaging", "Demo Packaging Co., Ltd.", "演示包装有限公司", "packaging", "MA2DEM003", 410, 8, OneShift),
        new("pumps", "Demo Pumps Co., Ltd.", "演示泵业有限公司", "pumps", "MA2DEM004", 530, 6, TwoShifts),
        new("fire", "Demo Fire Equipment Co., Ltd.", "演示消防器材有限公司", "fire-equipment", "MA2DEM005", 260, 8, OneShift),
        new("transformer", "Demo Transformers Co., Ltd.", "演示变压器有限公司", "transformers", "MA2DEM006", 710, 6, TwoShifts),
        new("cable", "Demo Cables Co., Ltd.", "演示线缆有限公司", "cables", "MA2DEM007", 1150, 7, Continuous),
        new("electronics", "Demo Electronics Co., Ltd.", "演示电子有限公司", "electronics", "MA2DEM008", 860, 22, Continuous),
        new("pv-module", "Demo PV Modules Co., Ltd.", "演示光伏组件有限公司", "pv-modules", "MA2DEM009", 1680, 14, Continuous),
        new("battery", "Demo Batteries Co., Ltd.", "演示电池有限公司", "batteries", "MA2DEM010", 2150, 18, Continuous),
        new("castings", "Demo Castings Co., Ltd.", "演示铸造有限公司", "castings", "MA2DEM011", 1900, 4, TwoShifts with { FirstHour = 22, Hours = 14, IdlePercent = 25, FestivalPercent = 10 }),
        new("datacentre", "Demo Data Centre Co., Ltd.", "演示数据中心有限公司", "data-centre", "MA2DEM012", 2600, 20, AlwaysOn),
    ];
}
