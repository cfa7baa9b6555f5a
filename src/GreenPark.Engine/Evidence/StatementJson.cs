namespace GreenPark.Engine.Evidence;

/// <summary><c>statement.json</c>: canonical JSON of the format <c>greenpark-statement/1</c> (evidence page, "Statement").</summary>
public static class StatementJson
{
    private static readonly string[] Rules = ["proRata", "fixedShares", "sharesThenRedistribute", "priorityTiers"];

    /// <summary>The canonical bytes, the ones that are hashed into the statement tree.</summary>
    /// <exception cref="ArgumentException">The time of issue is not UTC, or a text holds half of a surrogate pair.</exception>
    public static byte[] Write(Statement s) => new CanonicalObject
    {
        ["format"] = Statement.Format,
        ["number"] = s.Number,
        ["issuedAt"] = EvidenceTime.Write(s.IssuedAt),
        ["status"] = Name(s.Status),
        ["supersedes"] = s.Supersedes,
        ["park"] = new CanonicalObject { ["code"] = s.Park.Code, ["name"] = s.Park.Name, ["nameZh"] = s.Park.NameZh },
        ["responsibleEntity"] = new CanonicalObject
        {
            ["name"] = s.ResponsibleEntity.Name, ["nameZh"] = s.ResponsibleEntity.NameZh, ["creditCode"] = s.ResponsibleEntity.CreditCode,
        },
        ["microgrid"] = new CanonicalObject { ["code"] = s.MicrogridCode, ["name"] = s.MicrogridName },
        ["member"] = new CanonicalObject
        {
            ["code"] = s.Member.Code, ["name"] = s.Member.Name, ["nameZh"] = s.Member.NameZh, ["creditCode"] = s.Member.CreditCode,
        },
        ["period"] = new CanonicalObject
        {
            ["from"] = EvidenceTime.Write(s.Period.From), ["to"] = EvidenceTime.Write(s.Period.To), ["timeZone"] = s.Period.TimeZone,
            ["intervalMinutes"] = s.Period.IntervalMinutes, ["intervals"] = s.Period.Intervals,
        },
        ["basis"] = Write(s.Basis),
        ["figures"] = Write(s.Figures),
        ["factors"] = Write(s.Factors),
        ["quality"] = new CanonicalObject
        {
            ["measured"] = s.Quality.Measured, ["estimated"] = s.Quality.Estimated, ["edited"] = s.Quality.Edited,
        },
        ["issuer"] = new CanonicalObject
        {
            ["name"] = s.Issuer.Name, ["certificateSha256"] = s.Issuer.CertificateSha256, ["development"] = s.Issuer.Development,
        },
    }.ToBytes();

    /// <summary>
    /// A statement from its bytes, strictly: canonical, the one format, nothing missing, nothing unknown, the number that
    /// belongs to it. The sources of figures and factors come in canonical order, not in the register's.
    /// </summary>
    /// <param name="fileName">The name that errors carry.</param>
    public static Result<Statement> Read(ReadOnlySpan<byte> json, string fileName) => StrictJson.Read(json, fileName, Statement.Format, Read);

    private static CanonicalObject Write(StatementBasis b) => new()
    {
        ["method"] = b.Method,
        ["run"] = b.Run,
        ["contracts"] = new CanonicalArray(b.Contracts.Select(c =>
            new CanonicalObject { ["code"] = c.Code, ["rule"] = c.Rule, ["sha256"] = c.Sha256 })),
        ["inputs"] = new CanonicalObject
        {
            ["park"] = b.ParkSha256, ["readings"] = new CanonicalArray(b.ReadingsSha256.Select(h => (CanonicalValue?)h)),
        },
        ["shadow"] = b.Shadow,
        ["certificates"] = Name(b.Certificates),
    };

    private static CanonicalObject Write(StatementFigures f) => new()
    {
        ["consumptionWh"] = f.ConsumptionWh,
        ["attributedWh"] = new CanonicalObject(f.AttributedWh.Select(a => KeyValuePair.Create(a.Key, (CanonicalValue?)a.Value))),
        ["attributedTotalWh"] = f.AttributedTotalWh,
        ["matchedSharePpm"] = f.MatchedSharePpm is { } share ? share : null,
        ["locationBasedG"] = f.LocationBasedG,
        ["marketBasedG"] = f.MarketBasedG,
        ["reductionG"] = f.ReductionG,
    };

    private static CanonicalObject Write(StatementFactors f) => new()
    {
        ["family"] = f.Family,
        ["unit"] = f.Unit,
        ["gridAverage"] = f.GridAverage,
        ["residual"] = f.Residual,
        ["baseline"] = f.Baseline,
        ["sources"] = new CanonicalObject(f.Sources.Select(s => KeyValuePair.Create(s.Key, (CanonicalValue?)s.Value))),
        ["provenance"] = f.Provenance,
    };

    private static Statement Read(StrictObject o)
    {
        var (park, entity, microgrid, member) = (o.Object("park"), o.Object("responsibleEntity"), o.Object("microgrid"), o.Object("member"));
        var (quality, issuer) = (o.Object("quality"), o.Object("issuer"));
        var statement = new Statement
        {
            Number = o.Text("number"),
            IssuedAt = o.Time("issuedAt"),
            Status = o.OneOf<StatementStatus>("status"),
            Supersedes = o.TextOrNull("supersedes"),
            Park = new(park.CodeOrEmpty("code"), park.Text("name"), park.Text("nameZh")),
            ResponsibleEntity = new(entity.Text("name"), entity.Text("nameZh"), entity.Text("creditCode")),
            MicrogridCode = microgrid.Code("code"),
            MicrogridName = microgrid.Text("name"),
            Member = new(member.Code("code"), member.Text("name"), member.Text("nameZh"), member.Text("creditCode")),
            Period = ReadPeriod(o.Object("period")),
            Basis = ReadBasis(o.Object("basis")),
            Figures = ReadFigures(o.Object("figures")),
            Factors = ReadFactors(o.Object("factors")),
            Quality = new(quality.Whole("measured"), quality.Whole("estimated"), quality.Whole("edited")),
            Issuer = new(issuer.Text("name"), issuer.Hash("certificateSha256"), issuer.Flag("development")),
        };
        var (grid, from, code) = (statement.MicrogridCode, statement.Period.From, statement.Member.Code);
        if (o.IsWhole && StatementNumber.RevisionOf(statement.Number, grid, from, code) is null)
            o.Refuse("number", StatementNumber.Of(grid, from, code, 1));
        return statement;
    }

    private static StatementPeriod ReadPeriod(StrictObject o)
    {
        var period = new StatementPeriod(
            o.Day("from"), o.Day("to"), o.Text("timeZone"), (int)o.Whole("intervalMinutes", 1, 60), (int)o.Whole("intervals", 1, int.MaxValue));
        if (o.IsWhole && period.From >= period.To) o.Refuse("to", $"> {EvidenceTime.Write(period.From)}");
        return period;
    }

    private static StatementBasis ReadBasis(StrictObject o)
    {
        var inputs = o.Object("inputs");
        return new(
            o.Text("method"), o.Whole("run"),
            o.Objects("contracts", c => new StatementContract(c.Code("code"), c.OneOf("rule", Rules), c.Hash("sha256"))),
            inputs.Hash("park"), inputs.Hashes("readings"), o.Flag("shadow"), o.OneOf<CertificateStatus>("certificates"));
    }

    private static StatementFigures ReadFigures(StrictObject o) => new(
        o.Whole("consumptionWh"), o.Object("attributedWh").Entries((e, source) => e.Whole(source)), o.Whole("attributedTotalWh"),
        o.WholeOrNull("matchedSharePpm", 0, 1_000_000),
        o.Whole("locationBasedG", long.MinValue), o.Whole("marketBasedG", long.MinValue), o.Whole("reductionG", long.MinValue));

    private static StatementFactors ReadFactors(StrictObject o) => new(
        o.OneOf("family", "operational", "lifecycle"), o.OneOf("unit", "gCO2/kWh", "gCO2e/kWh"),
        o.Factor("gridAverage"), o.Factor("residual"), o.Factor("baseline"),
        o.Object("sources").Entries((e, source) => e.Factor(source)), o.Text("provenance"));

    private static string Name(Enum value) => value.ToString().ToLowerInvariant();
}
