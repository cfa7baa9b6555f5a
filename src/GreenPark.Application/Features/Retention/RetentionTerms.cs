using GreenPark.Application.Platform.Retention;

namespace GreenPark.Application.Features.Retention;

/// <summary>How long a kind of data is kept.</summary>
internal sealed class RetentionTerms(GreenParkDb db, RetentionOptions options, TimeProvider clock)
{
    /// <param name="Months">Whole months; null is for ever.</param>
    public sealed record Term(RetentionRule Rule, int? Months);

    public async Task<Term> OfAsync(RetentionKind kind, ParkId? park, CancellationToken cancellationToken)
    {
        var own = park is { } id
            ? await db.RetentionPeriods.AsNoTracking().Where(x => x.ParkId == id && x.Kind == kind).OrderByDescending(x => x.Number).FirstOrDefaultAsync(cancellationToken) : null;
        return own is null or { Rule: RetentionRule.Default } ? new Term(RetentionRule.Default, options.MonthsOf(kind)) : new Term(own.Rule, own.Months);
    }

    /// <summary>UTC: what happened before may go; null where nothing may.</summary>
    public DateTime? Limit(Term term) =>
        term.Months is { } months ? DateOnly.FromDateTime(clock.UtcNow()).FirstOfMonth().AddMonths(-months).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc) : null;
}
