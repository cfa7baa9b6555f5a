using GreenPark.Application.Features.Contracts;
using GreenPark.Application.Features.Factors;
using GreenPark.Application.Features.Metering;
using GreenPark.Application.Features.Tenants;
using GreenPark.Engine.Evidence;
using Codes = GreenPark.Engine.Parks.Codes;
using ParkFileReader = GreenPark.Engine.Parks.ParkFileReader;

namespace GreenPark.Application.Features.Microgrids.ParkFiles;

/// <summary>The registers of a period as the tree of the method page, "Park file"; what is at its default is left out.</summary>
internal static class ParkFileTree
{
    public static CanonicalObject Of(PeriodRegisters registers, CanonicalObject factors, PoolBalance? opening)
    {
        var microgrid = registers.Microgrid;
        return new CanonicalObject
        {
            ["method"] = ParkFileReader.Method,
            ["park"] = Named(registers.Park.Code, registers.Park.Name),
            ["responsibleEntity"] = new CanonicalObject
            {
                ["name"] = microgrid.Responsible.Name,
                ["nameZh"] = microgrid.Responsible.NameZh,
                ["creditCode"] = microgrid.ResponsibleCreditCode?.Value ?? "",
            },
            ["microgrid"] = MicrogridOf(registers, factors, opening),
        };
    }

    public static CanonicalObject FactorsOf(FactorFamily family, FactorEntry gridAverage, FactorEntry? residual)
    {
        var factors = new CanonicalObject
        {
            ["family"] = ParkFileReader.NameOf(family),
            ["gridAverage"] = gridAverage.Value.Grams,
            ["provenance"] = residual is null ? FactorEntry.ProvenanceOf(gridAverage) : FactorEntry.ProvenanceOf(gridAverage, residual),
        };
        if (residual is not null) factors.Add("residual", residual.Value.Grams);
        return factors;
    }

    private static CanonicalObject MicrogridOf(PeriodRegisters registers, CanonicalObject factors, PoolBalance? opening)
    {
        var microgrid = registers.Microgrid;
        var tree = new CanonicalObject
        {
            ["code"] = microgrid.Code.Value,
            ["name"] = microgrid.Name.Any,
            ["timeZone"] = microgrid.TimeZone,
            ["intervalMinutes"] = microgrid.IntervalMinutes,
            ["lossTreatment"] = microgrid.LossTreatment == LossTreatment.None ? "none" : "proportional",
            ["locationBased"] = microgrid.LocationBasis == LocationBasis.Grid ? "grid" : "directLine",
            ["balanceTolerancePpm"] = microgrid.BalanceTolerancePpm,
            ["sources"] = Array(registers.Units.Select(SourceOf)),
            ["members"] = Array(registers.Members.Select(MemberOf)),
            ["meteringPoints"] = Array(registers.MeteringEntries().Select(x => PointOf(registers, x.Point, x.Range, x.Parts))),
            ["contracts"] = Array(registers.Contracts.Select(x => ContractOf(registers, x))),
            ["factors"] = factors,
        };
        if (microgrid.Type == MicrogridType.OffGrid) tree.Add("offGrid", true);
        if (microgrid.ConnectionCapacityW is { } capacity) tree.Add("connectionCapacityW", capacity);
        if (microgrid.Storage is { } storage) tree.Add("storage", StorageOf(storage, opening));
        return tree;
    }

    private static CanonicalObject StorageOf(Storage storage, PoolBalance? opening)
    {
        var tree = new CanonicalObject
        {
            ["efficiencyPpm"] = storage.EfficiencyPpm,
            ["openingGreenWh"] = opening?.GreenWh ?? storage.OpeningGreenWh,
            ["openingOtherWh"] = opening?.OtherWh ?? storage.OpeningOtherWh,
        };
        if (storage.Factor != default) tree.Add("factor", storage.Factor.Grams);
        return tree;
    }

    private static CanonicalObject SourceOf(GenerationUnit unit) => new()
    {
        ["code"] = unit.Code.Value, ["technology"] = CamelCase(unit.Technology), ["factor"] = unit.Factor.Grams,
    };

    private static CanonicalObject MemberOf(Tenant tenant)
    {
        var tree = Named(tenant.Code, tenant.Name);
        tree.Add("creditCode", tenant.CreditCode?.Value ?? "");
        if (tenant.BaselineFactor is { } baseline) tree.Add("baselineFactor", baseline.Grams);
        return tree;
    }

    private static CanonicalObject PointOf(PeriodRegisters registers, MeteringPoint point, DateRange range, IReadOnlyList<MeteringPart> parts)
    {
        var tree = new CanonicalObject { ["code"] = point.Code.Value, ["measures"] = CamelCase(point.Measures) };
        if (point.Measures == Measurand.Generation) tree.Add("of", registers.CodeOf(parts[0]));
        else if (parts is [var only])
        {
            tree.Add("of", registers.CodeOf(only));
            tree.Add("sign", only.Sign);
        }
        else if (parts.Count > 1)
            tree.Add("parts", Array(parts.Select(x => (Code: registers.CodeOf(x), x.Sign)).OrderByDescending(x => x.Sign).ThenBy(x => x.Code, StringComparer.Ordinal)
                .Select(x => new CanonicalObject { ["of"] = x.Code, ["sign"] = x.Sign })));
        return Dated(tree, registers.WithinPeriod(range));
    }

    private static CanonicalObject ContractOf(PeriodRegisters registers, Contract contract)
    {
        var sources = registers.Units.Where(x => contract.Sources.Any(s => s.GenerationUnitId == x.Id)).Select(x => x.Code.Value);
        return Dated(
            new CanonicalObject
            {
                ["code"] = contract.Code.Value,
                ["priority"] = contract.Priority,
                ["sources"] = new CanonicalArray(sources.Concat(contract.SharesStorage ? [Codes.Storage] : []).Select(x => (CanonicalValue?)x)),
                ["rule"] = ParkFileReader.NameOf(contract.Rule),
                ["members"] = Array(registers.MembersOf(contract).Select(x => Dated(
                    new CanonicalObject { ["code"] = x.Tenant.Code.Value, ["sharePpm"] = x.Member.SharePpm, ["tier"] = x.Member.Tier },
                    registers.WithinPeriod(x.Range)))),
            },
            registers.WithinPeriod(contract.Valid));
    }

    private static CanonicalObject Named(Code code, BilingualName name) => new() { ["code"] = code.Value, ["name"] = name.Any, ["nameZh"] = name.Zh };

    private static CanonicalObject Dated(CanonicalObject tree, DateRange range)
    {
        if (range.From is { } from) tree.Add("from", Day(from));
        if (range.To is { } to) tree.Add("to", Day(to));
        return tree;
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static CanonicalArray Array(IEnumerable<CanonicalObject> items) => new(items);

    private static string CamelCase<T>(T value) where T : struct, Enum
    {
        var name = value.ToString();
        return char.ToLowerInvariant(name[0]) + name[1..];
    }
}
