using GreenPark.Engine.Results;

namespace GreenPark.Engine.Evidence;

/// <summary>
/// The attribution, calculated again from the pack's input, must equal the pack's results byte for byte, its conservation file,
/// and every statement (all but what only the issuer knows: run number, revision, time, status, issuer's name).
/// </summary>
internal static class ReperformanceCheck
{
    /// <summary>One changed input makes every statement differ: a few show the cause, the rest is counted.</summary>
    private const int StatementsTold = 3;

    public static void Run(
        PackContents contents, Manifest manifest, Result<RunResult>? recalculated,
        IReadOnlyList<(string Path, Statement Statement)> statements, IssuerCertificate? issuer, List<PackCheck> checks)
    {
        if (recalculated is not { } result)
        {
            foreach (var id in new[] { "conservation", "reperformance", "figures" }) checks.Add(PackCheck.NotInPack(id));
            return;
        }
        if (result.IsFailure)
        {
            checks.Add(PackCheck.NotInPack("conservation"));
            checks.Add(PackCheck.Failed("reperformance", [.. result.Errors]));
            checks.Add(PackCheck.NotInPack("figures"));
            return;
        }
        var run = result.Value;
        contents.TryGet(PackLayout.Park, out var parkJson);
        contents.TryGet(PackLayout.Readings, out var readingsCsv);
        var inputs = new InputHashes(Sha256Hex.Of(parkJson.Span), [Sha256Hex.Of(readingsCsv.Span)]);
        checks.Add(Conservation(contents, run));
        checks.Add(Results(contents, manifest, run, inputs));
        checks.Add(Figures(run, manifest, inputs, statements, issuer));
    }

    private static PackCheck Conservation(PackContents contents, RunResult run)
    {
        var b = run.Series.Balance;
        for (var t = 0; t < run.Series.Intervals; t++)
        {
            var difference = (Int128)b.Generation[t] + b.StorageReleased[t]
                - ((Int128)b.ExportFromGeneration[t] + b.ChargeGreen[t] + b.GreenLoss[t] + b.Over[t] + b.Attributed[t] + b.Unattributed[t]);
            if (difference != 0) return PackCheck.Failed("conservation", Error.RuleBroken("evidence.not_conserved", run.Grid.Label(t), difference));
        }
        return !contents.TryGet(PackLayout.Conservation, out var file) ? PackCheck.Failed("conservation", Error.NotFound("evidence.file_missing", PackLayout.Conservation))
            : FirstDifference.Of(PackLayout.Conservation, file.Span, ConservationCsv.Write(run)) is { } other ? PackCheck.Failed("conservation", other)
            : PackCheck.Passed("conservation", run.Series.Intervals, run.Grid.Days);
    }

    private static PackCheck Results(PackContents contents, Manifest manifest, RunResult run, InputHashes inputs)
    {
        var errors = new List<Error>();
        var expected = ResultFiles.All(run, inputs).ToDictionary(f => PackLayout.Results + f.Name, f => f.Content);
        foreach (var (path, content) in expected)
        {
            if (!contents.TryGet(path, out var found)) errors.Add(Error.NotFound("evidence.file_missing", path));
            else if (FirstDifference.Of(path, found.Span, content.Span) is { } difference) errors.Add(difference);
        }
        foreach (var path in contents.Paths.Where(p => p.StartsWith(PackLayout.Results, StringComparison.Ordinal) && !expected.ContainsKey(p)))
            errors.Add(Error.RuleBroken("evidence.file_extra", path));
        if (manifest.Microgrid != run.Microgrid.Code || manifest.Park != run.Park.Park?.Code || manifest.Method != run.Park.Method)
            errors.Add(Error.RuleBroken("evidence.manifest_other_run"));
        return errors.Count > 0 ? PackCheck.Failed("reperformance", [.. errors]) : PackCheck.Passed("reperformance", expected.Count, run.Series.Intervals, run.Series.Members);
    }

    private static PackCheck Figures(
        RunResult run, Manifest manifest, InputHashes inputs, IReadOnlyList<(string Path, Statement Statement)> statements, IssuerCertificate? issuer)
    {
        var errors = new List<Error>();
        if (statements.Count != run.Series.Members) errors.Add(Error.RuleBroken("evidence.tree_incomplete", statements.Count, run.Series.Members));
        for (var member = 0; member < Math.Min(statements.Count, run.Series.Members); member++)
        {
            var (path, found) = statements[member];
            var revision = StatementNumber.RevisionOf(found.Number, run.Microgrid.Code, run.Grid.From, run.Microgrid.Members[member].Code);
            // without a readable certificate the signature fails already; that is not every statement's fault
            var signer = issuer is null ? found.Issuer : new StatementIssuer(found.Issuer.Name, issuer.Fingerprint, issuer.IsDevelopment);
            var expected = StatementFactory.Of(run, inputs, new StatementIssue(manifest.Run, revision ?? 1, found.IssuedAt, found.Status, found.Basis.Certificates, signer), member);
            if (FirstDifference.Of(StatementJson.Write(found), StatementJson.Write(expected)) is { } d) errors.Add(Error.RuleBroken("evidence.statement_differs", d.Name, d.Found, d.Expected).At(path));
        }
        if (errors.Count == 0) return PackCheck.Passed("figures", statements.Count);
        var told = errors.Take(StatementsTold).ToList();
        if (errors.Count > told.Count) told.Add(Error.RuleBroken("evidence.more_statements_differ", errors.Count - told.Count));
        return PackCheck.Failed("figures", [.. told]);
    }
}
