using System.Collections.Immutable;
using GreenPark.Engine.Evidence;

namespace GreenPark.Engine.Parks;

/// <summary>Reads and checks <c>park.json</c> (method page, "Park file"). Every fault is reported with its line and column.</summary>
public static class ParkFileReader
{
    public const string Method = "gpm-1";

    internal static readonly (string, LossTreatment)[] LossTreatments = [("none", LossTreatment.None), ("proportional", LossTreatment.Proportional)];
    internal static readonly (string, LocationBasis)[] LocationBases = [("grid", LocationBasis.Grid), ("directLine", LocationBasis.DirectLine)];
    internal static readonly (string, FactorFamily)[] Families = [("operational", FactorFamily.Operational), ("lifecycle", FactorFamily.Lifecycle)];
    internal static readonly (string, Measurand)[] Measurands =
    [
        ("generation", Measurand.Generation), ("consumption", Measurand.Consumption), ("charge", Measurand.Charge),
        ("discharge", Measurand.Discharge), ("import", Measurand.Import), ("export", Measurand.Export), ("curtailment", Measurand.Curtailment),
    ];
    internal static readonly (string, AllocationRule)[] Rules =
    [
        ("proRata", AllocationRule.ProRata), ("fixedShares", AllocationRule.FixedShares),
        ("sharesThenRedistribute", AllocationRule.SharesThenRedistribute), ("priorityTiers", AllocationRule.PriorityTiers),
    ];

    /// <summary>An allocation rule as the park file writes it: <c>proRata</c>.</summary>
    public static string NameOf(AllocationRule rule) => Rules.First(r => r.Item2 == rule).Item1;

    /// <summary>A factor family as files write it: <c>operational</c>.</summary>
    public static string NameOf(FactorFamily family) => Families.First(f => f.Item2 == family).Item1;

    /// <param name="json">The file's bytes, UTF-8.</param>
    /// <param name="fileName">How messages name the file.</param>
    public static Result<ParkFile> Read(ReadOnlyMemory<byte> json, string fileName)
    {
        if (!PositionedJson.Parse(json, fileName).TryGet(out var root)) return PositionedJson.Parse(json, fileName).To<ParkFile>();
        var faults = new ParkFaults(fileName, json);
        var fields = new JsonFields(root, "the park file", faults);

        var method = fields.Text("method", required: true);
        if (fields.Has("method") && method != Method) fields.Fault("method", "park.unknown_method", method, Method);
        var file = new ParkFile
        {
            Method = method,
            Park = fields.Object("park") is { } park ? ReadPark(park) : null,
            ResponsibleEntity = fields.Object("responsibleEntity") is { } entity ? ReadEntity(entity) : null,
            Microgrid = fields.Object("microgrid", required: true) is { } microgrid ? ReadMicrogrid(microgrid, faults, json) : null!,
        };
        fields.Close();
        return faults.Errors.Any ? faults.Errors.ToFailure<ParkFile>() : file;
    }

    private static Park ReadPark(JsonFields fields)
    {
        var code = fields.Code();
        var park = new Park(code, fields.Text("name", absent: code), fields.Text("nameZh"));
        fields.Close();
        return park;
    }

    private static ResponsibleEntity ReadEntity(JsonFields fields)
    {
        var entity = new ResponsibleEntity(fields.Text("name"), fields.Text("nameZh"), fields.Text("creditCode"));
        fields.Close();
        return entity;
    }

    private static Microgrid ReadMicrogrid(JsonFields fields, ParkFaults faults, ReadOnlyMemory<byte> json)
    {
        var code = fields.Code();
        var zone = fields.Text("timeZone", required: true);
        if (fields.Has("timeZone") && !DayGrid.IsZone(zone)) fields.Fault("timeZone", "park.unknown_time_zone", zone);
        var minutes = (int)fields.Whole("intervalMinutes", 5, 60, 15, required: true);
        if (minutes is not (5 or 15 or 30 or 60)) fields.Fault("intervalMinutes", "park.bad_interval", minutes);

        var microgrid = new Microgrid
        {
            Code = code,
            Name = fields.Text("name", absent: code),
            TimeZone = zone,
            IntervalMinutes = minutes,
            LossTreatment = fields.OneOf("lossTreatment", LossTreatments, LossTreatment.None, required: true),
            LocationBased = fields.OneOf("locationBased", LocationBases, LocationBasis.Grid),
            BalanceTolerancePpm = (int)fields.Whole("balanceTolerancePpm", 0, int.MaxValue, 20_000),
            ConnectionCapacityW = fields.Has("connectionCapacityW") ? fields.Whole("connectionCapacityW", 0, long.MaxValue) : null,
            OffGrid = fields.Flag("offGrid"),
            Storage = fields.Object("storage") is { } storage ? ReadStorage(storage) : null,
            Sources = [.. fields.Objects("sources").Select(ReadSource)],
            Members = [.. fields.Objects("members").Select(ReadMember)],
            MeteringPoints = [.. fields.Objects("meteringPoints").Select(ReadMeteringPoint)],
            Contracts = [.. fields.Objects("contracts").Select(c => ReadContract(c, json.Span))],
            Factors = fields.Object("factors", required: true) is { } factors ? ReadFactors(factors) : new(FactorFamily.Operational, default, null, ""),
        };
        fields.Close();
        ParkFileRules.Check(microgrid, fields, faults);
        return microgrid;
    }

    private static Storage ReadStorage(JsonFields fields)
    {
        var storage = new Storage(
            (int)fields.Whole("efficiencyPpm", 1, 1_000_000, 1_000_000, required: true),
            fields.Whole("openingGreenWh", 0, long.MaxValue),
            fields.Whole("openingOtherWh", 0, long.MaxValue),
            fields.Factor("factor") ?? default);
        fields.Close();
        return storage;
    }

    private static Source ReadSource(JsonFields fields)
    {
        var source = new Source(fields.Code(), fields.Text("technology"), fields.Factor("factor") ?? default);
        fields.Close();
        return source;
    }

    private static Member ReadMember(JsonFields fields)
    {
        var code = fields.Code();
        var member = new Member(code, fields.Text("name", absent: code), fields.Text("nameZh"), fields.Text("creditCode"), fields.Factor("baselineFactor"));
        fields.Close();
        return member;
    }

    private static MeteringPoint ReadMeteringPoint(JsonFields fields)
    {
        var known = fields.OneOf("measures", [.. Measurands.Select(m => (m.Item1, (Measurand?)m.Item2))], null, required: true);
        var measures = known ?? Measurand.Curtailment;
        var parts = ImmutableArray<MeteringPart>.Empty;
        if (known is null)
        {
            // what it measures is at fault already; what that would demand is not known
            foreach (var name in new[] { "of", "sign", "parts" }) fields.Has(name);
        }
        else if (fields.Has("parts"))
        {
            parts = [.. fields.Objects("parts").Select(ReadPart)];
            if (measures != Measurand.Consumption) fields.Fault("parts", "park.parts_not_allowed", fields.What);
            else if (fields.Has("of") || fields.Has("sign")) fields.Fault("parts", "park.parts_and_of", fields.What);
            else if (parts.IsEmpty) fields.Fault("parts", "park.no_parts", fields.What);
        }
        else if (measures is Measurand.Consumption or Measurand.Generation)
        {
            parts = [new MeteringPart(fields.Reference("of"), ReadSign(fields))];
        }
        else if (fields.Has("of"))
        {
            fields.Fault("of", "park.of_not_allowed", fields.What);
        }
        if (known is not (null or Measurand.Consumption) && fields.Has("sign")) fields.Fault("sign", "park.sign_not_allowed", fields.What);
        var point = new MeteringPoint(fields.Code(), measures, parts, fields.Dates());
        fields.Close();
        return point;
    }

    private static MeteringPart ReadPart(JsonFields fields)
    {
        var part = new MeteringPart(fields.Reference("of"), ReadSign(fields));
        fields.Close();
        return part;
    }

    private static int ReadSign(JsonFields fields)
    {
        var sign = (int)fields.Whole("sign", -1, 1, 1);
        if (sign == 0) fields.Fault("sign", "park.bad_sign");
        return sign;
    }

    private static Contract ReadContract(JsonFields fields, ReadOnlySpan<byte> json)
    {
        var (offset, length) = fields.Extent.GetOffsetAndLength(json.Length);
        var contract = new Contract(
            fields.Code(),
            (int)fields.Whole("priority", int.MinValue, int.MaxValue, 1, required: true),
            [.. fields.References("sources")],
            fields.OneOf("rule", Rules, AllocationRule.ProRata, required: true),
            [.. fields.Objects("members").Select(ReadContractMember)],
            fields.Dates())
        {
            // fails only on numbers no double holds, which the fields above have refused
            Sha256 = CanonicalJson.Canonicalize(json.Slice(offset, length)) is { IsSuccess: true } canonical ? Sha256Hex.Of(canonical.Value) : "",
        };
        fields.Close();
        return contract;
    }

    private static ContractMember ReadContractMember(JsonFields fields)
    {
        var member = new ContractMember(
            fields.Code(), (int)fields.Whole("sharePpm", 0, 1_000_000), (int)fields.Whole("tier", int.MinValue, int.MaxValue, 1), fields.Dates());
        fields.Close();
        return member;
    }

    private static FactorSet ReadFactors(JsonFields fields)
    {
        var factors = new FactorSet(
            fields.OneOf("family", Families, FactorFamily.Operational, required: true),
            fields.Factor("gridAverage", required: true) ?? default,
            fields.Factor("residual", nullable: true),
            fields.Text("provenance"));
        fields.Close();
        return factors;
    }
}
