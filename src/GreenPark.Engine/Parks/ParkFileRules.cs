namespace GreenPark.Engine.Parks;

/// <summary>What must hold between the entries of a park file (method page, "Park file" and "Allocation rules").</summary>
internal static class ParkFileRules
{
    public static void Check(Microgrid microgrid, JsonFields fields, ParkFaults faults)
    {
        var places = new Places(fields);
        CodesAreUnique(places, "sources", [.. microgrid.Sources.Select(s => s.Code)], faults);
        CodesAreUnique(places, "members", [.. microgrid.Members.Select(m => m.Code)], faults);
        for (var i = 0; i < microgrid.Sources.Length; i++)
            if (microgrid.Sources[i].Code.Equals(Codes.Storage, StringComparison.OrdinalIgnoreCase)) faults.Add(places.Of("sources", i), "park.storage_reserved");

        DatedPartsDoNotOverlap(places, "meteringPoints", [.. microgrid.MeteringPoints.Select(p => (p.Code, p.Valid))], faults);
        DatedPartsDoNotOverlap(places, "contracts", [.. microgrid.Contracts.Select(c => (c.Code, c.Valid))], faults);
        var sources = new Register(fields.HasList("sources"), microgrid.Sources.Select(s => s.Code));
        var members = new Register(fields.HasList("members"), microgrid.Members.Select(m => m.Code));
        MeteringPointsFit(microgrid, sources, members, places, faults);
        for (var i = 0; i < microgrid.Contracts.Length; i++) ContractFits(microgrid.Contracts[i], sources, members, places, i, faults);
    }

    private static void MeteringPointsFit(Microgrid microgrid, Register sources, Register members, Places places, ParkFaults faults)
    {
        for (var i = 0; i < microgrid.MeteringPoints.Length; i++)
        {
            var point = microgrid.MeteringPoints[i];
            var place = places.Of("meteringPoints", i);
            foreach (var part in point.Parts)
                if ((point.Measures == Measurand.Generation ? sources : members).Lacks(part.Of))
                    faults.Add(place, point.Measures == Measurand.Generation ? "park.unknown_source" : "park.unknown_member", part.Of, point.Code);
            if (point.Parts.Select(p => p.Of).Distinct().Count() != point.Parts.Length) faults.Add(place, "park.part_twice", point.Code);
            if (microgrid.Storage is null && point.Measures is Measurand.Charge or Measurand.Discharge) faults.Add(place, "park.storage_meter_without_storage", point.Code);
        }
        if (microgrid.OffGrid) return;
        foreach (var (measurand, name) in new[] { (Measurand.Import, "import"), (Measurand.Export, "export") })
            if (!microgrid.MeteringPoints.Any(p => p.Measures == measurand)) faults.Add(places.Of("meteringPoints"), "park.no_interface_meter", name);
    }

    private static void ContractFits(Contract contract, Register sources, Register members, Places places, int index, ParkFaults faults)
    {
        var place = places.Of("contracts", index);
        foreach (var source in contract.Sources)
            if (source != Codes.Storage && sources.Lacks(source)) faults.Add(place, "park.unknown_source", source, contract.Code);
        if (contract.Sources.Distinct().Count() != contract.Sources.Length) faults.Add(place, "park.source_twice", contract.Code);
        foreach (var member in contract.Members)
            if (members.Lacks(member.Code)) faults.Add(place, "park.unknown_member", member.Code, contract.Code);
        foreach (var same in contract.Members.GroupBy(m => m.Code))
            if (DateRange.Overlapping([.. same.Select(m => m.Valid)]).Any()) faults.Add(place, "park.contract_member_twice", same.Key, contract.Code);

        // shares change only where a member's dates begin
        var sums = new ShareSums(contract.Members);
        foreach (var day in contract.Members.Select(m => m.Valid.From).Append(contract.Valid.From).Distinct())
        {
            if (day is null ? contract.Valid.From is not null : !contract.Valid.Contains(day.Value)) continue;
            var sum = sums.On(day ?? DateOnly.MinValue);
            if (sum <= 1_000_000) continue;
            faults.Add(place, "park.shares_exceed_whole", contract.Code, sum, day?.ToString("yyyy-MM-dd") ?? "");
            break;
        }
    }

    private static void CodesAreUnique(Places places, string list, string[] codes, ParkFaults faults)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < codes.Length; i++)
            if (codes[i].Length > 0 && !seen.Add(codes[i])) faults.Add(places.Of(list, i), "park.code_twice", codes[i], list);
    }

    /// <summary>Entries of one code are dated parts; codes that differ only in case are a fault.</summary>
    private static void DatedPartsDoNotOverlap(Places places, string list, (string Code, DateRange Valid)[] entries, ParkFaults faults)
    {
        foreach (var same in Enumerable.Range(0, entries.Length).Where(i => entries[i].Code.Length > 0).GroupBy(i => entries[i].Code, StringComparer.OrdinalIgnoreCase).Select(g => g.ToArray()))
        {
            foreach (var i in same.Where(i => entries[i].Code != entries[same[0]].Code)) faults.Add(places.Of(list, i), "park.code_twice", entries[i].Code, list);
            foreach (var (one, other) in DateRange.Overlapping([.. same.Select(i => entries[i].Valid)]))
                if (entries[same[one]].Code == entries[same[other]].Code) faults.Add(places.Of(list, same[other]), "park.dates_overlap", entries[same[other]].Code, list);
        }
    }

    /// <summary>The sum of shares on any day, without adding up all members for each.</summary>
    private sealed class ShareSums
    {
        private readonly (DateOnly Day, long Sum)[] begun, ended;

        public ShareSums(IReadOnlyCollection<ContractMember> members)
        {
            begun = RunningSums(members.Select(m => (m.Valid.From ?? DateOnly.MinValue, m.SharePpm)));
            ended = RunningSums(members.Where(m => m.Valid.To is not null).Select(m => (m.Valid.To!.Value, m.SharePpm)));
        }

        public long On(DateOnly day) => UpTo(begun, day) - UpTo(ended, day);

        private static (DateOnly Day, long Sum)[] RunningSums(IEnumerable<(DateOnly Day, int SharePpm)> changes)
        {
            var sum = 0L;
            return [.. changes.OrderBy(c => c.Day).Select(c => (c.Day, sum += c.SharePpm))];
        }

        private static long UpTo((DateOnly Day, long Sum)[] sums, DateOnly day)
        {
            var (from, to) = (0, sums.Length);
            while (from < to)
            {
                var middle = from + (to - from) / 2;
                if (sums[middle].Day <= day) from = middle + 1;
                else to = middle;
            }
            return from == 0 ? 0 : sums[from - 1].Sum;
        }
    }

    /// <summary>The codes of a list. One that is absent or no list is at fault already, and so is an empty code: neither is looked up.</summary>
    private sealed class Register(bool isList, IEnumerable<string> codes)
    {
        private readonly HashSet<string> known = [.. codes];

        public bool Lacks(string code) => isList && code.Length > 0 && !known.Contains(code);
    }

    /// <summary>Where the entries of the microgrid's lists stand in the file.</summary>
    private sealed class Places(JsonFields fields)
    {
        public int Of(string list) => fields.OffsetOf(list);
        public int Of(string list, int index) => fields.Find(list)!.Items[index].Offset;
    }
}
