using System.Collections.Immutable;
using GreenPark.Documents.Pdf;
using GreenPark.Engine.Evidence;
using GreenPark.Engine.Results;

namespace GreenPark.Documents.Statements;

/// <summary>Makes a run's statements with their PDFs, ready for delivery and for a pack.</summary>
public static class IssuedStatements
{
    /// <param name="salts">One of 32 random bytes for each member, in the order of the microgrid's members.</param>
    /// <param name="verificationAddress">What stands before a statement's number in the QR code's address; empty for no QR code.</param>
    /// <param name="context">Null where nothing but the run is known.</param>
    public static ImmutableArray<PackStatement> Of(
        RunResult run, InputHashes inputs, StatementIssue issue, IssuerKey key, IReadOnlyList<byte[]> salts, string verificationAddress, StatementContext? context = null) =>
        [.. Enumerable.Range(0, run.Series.Members).Select(member =>
        {
            var statement = StatementFactory.Of(run, inputs, issue, member);
            var json = StatementJson.Write(statement);
            return new PackStatement(statement, json, Pdf(run, statement, json, member, key, verificationAddress, context), salts[member]);
        })];

    /// <summary>One member's statement as a PDF; unsigned where there is no key.</summary>
    public static byte[] Pdf(RunResult run, Statement statement, ReadOnlySpan<byte> json, int member, IssuerKey? key, string verificationAddress, StatementContext? context = null) =>
        StatementPdf.Render(new StatementPdfInput(
            statement, Sha256Hex.Of(json), verificationAddress.Length == 0 ? "" : verificationAddress + statement.Number, Days(run, member),
            key is null ? null : new PdfSigner(bytes => CmsSignature.Sign(bytes.Span, key, statement.IssuedAt)))
        {
            LocationBased = run.Microgrid.LocationBased,
            Context = WithTechnologies(context ?? new(), run),
        });

    /// <summary>A unit that no register names is called by its technology.</summary>
    private static StatementContext WithTechnologies(StatementContext context, RunResult run) => context with
    {
        Sources = run.Microgrid.Sources.ToDictionary(source => source.Code, source =>
        {
            var technology = StatementLabels.OfCode("technology", source.Technology);
            return context.Sources.GetValueOrDefault(source.Code) ?? new SourceName(technology.En, technology.Zh);
        }),
    };

    /// <summary>The member's local days, for the chart.</summary>
    public static ImmutableArray<DayBar> Days(RunResult run, int member)
    {
        var days = ImmutableArray.CreateBuilder<DayBar>(run.Grid.Days);
        for (var day = 0; day < run.Grid.Days; day++)
        {
            var (consumed, attributed) = (0L, 0L);
            for (var t = run.Grid.FirstInterval(day); t < run.Grid.FirstInterval(day + 1); t++)
            {
                var cell = t * run.Series.Members + member;
                consumed += run.Series.Consumption[cell];
                foreach (var source in run.Series.Attributed) attributed += source[cell];
            }
            days.Add(new DayBar(run.Grid.Day(day), consumed, attributed));
        }
        return days.MoveToImmutable();
    }
}
