using System.Globalization;

namespace GreenPark.Application.Features.Factors;

/// <summary>
/// The factors that come with the product: <c>emission-factors.csv</c> beside this file, which names each source. Values there are
/// kg/kWh with four decimals; here they are units of 0.0001 g/kWh, exactly.
/// </summary>
public static class FactorLibrary
{
    private const long UnitsPerKilogram = 10_000_000;
    private const string LifecycleUnit = "kgCO2e/kWh";

    public static IEnumerable<FactorFacts> Read()
    {
        using var stream = typeof(FactorLibrary).Assembly.GetManifestResourceStream("emission-factors.csv")!;
        using var reader = new StreamReader(stream);
        reader.ReadLine();   // header: scope,code,name_en,name_zh,year,value,unit,kind,confidence,source
        while (reader.ReadLine() is { } line)
            if (line.Length > 0) yield return Parse(line.Split(',', 10));
    }

    private static FactorFacts Parse(string[] row)
    {
        var kind = Enum.Parse<FactorKind>(row[7], ignoreCase: true);
        return new FactorFacts(
            Code.Of($"{row[1]}-{row[4]}-{row[7]}"),
            Enum.Parse<FactorScope>(row[0], ignoreCase: true),
            Code.Of(row[1]),
            new BilingualName(row[2], row[3]),
            int.Parse(row[4], CultureInfo.InvariantCulture),
            kind,
            row[6] == LifecycleUnit ? FactorFamily.Lifecycle : FactorFamily.Operational,
            new EmissionFactor((long)(decimal.Parse(row[5], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture) * UnitsPerKilogram)),
            PublisherOf(row[9]),
            row[9],
            row[8] == "official copy" ? FactorConfidence.OfficialCopy : FactorConfidence.Secondary);
    }

    // "MEE & NBS Notice 2025 No.47 (..) https://.."
    private static string PublisherOf(string source)
    {
        var end = source.IndexOf(" notice", StringComparison.OrdinalIgnoreCase);
        return end < 0 ? source[..Math.Min(source.Length, FactorEntry.PublisherLength)] : source[..end];
    }
}
