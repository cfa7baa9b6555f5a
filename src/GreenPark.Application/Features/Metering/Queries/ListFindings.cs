using System.Globalization;
using GreenPark.Application.Features.DataAccess;
using GreenPark.Application.Features.Microgrids;
using GreenPark.Application.Platform.Reads;
using GreenPark.Engine.Validation;

namespace GreenPark.Application.Features.Metering.Queries;

/// <summary>
/// What validations have found, to be worked off: open ones first, the gravest first. With the last validation of the month, where one is
/// asked for, and the rules that could not look then.
/// </summary>
/// <param name="Month">Any day of the month; null for all.</param>
[Allow(Permission.SeePark)]
public sealed record ListFindings(
    string Park, string Microgrid, DateOnly? Month = null, FindingState? State = null, Severity? Severity = null, int Skip = 0, int Take = Paging.DefaultTake) : IQuery<ListFindings.Shown>, IPaged, IShowsTenants, IInPark
{
    private static readonly CultureInfo English = CultureInfo.InvariantCulture, Chinese = CultureInfo.GetCultureInfo("zh-Hans");

    /// <param name="Validation">Null where the month was never validated, or no month was asked for.</param>
    public sealed record Shown(Page<Item> Findings, Validated? Validation);

    /// <param name="Rule">Its code, stable.</param>
    /// <param name="From">Start of the first interval, with offset.</param>
    /// <param name="Last">Start of the last interval, with offset.</param>
    /// <param name="Places">How many findings were taken together here.</param>
    /// <param name="Unit">Of measured and threshold.</param>
    /// <param name="Text">What was found and what to do, in English.</param>
    /// <param name="TextZh">The same in Chinese.</param>
    /// <param name="Owner">Who has taken or accepted it; empty while it is open.</param>
    /// <param name="Reason">Why it was accepted, last.</param>
    /// <param name="FiguresDay">Day of what was measured: of several places, that of the largest.</param>
    public sealed record Item(
        int Number, DateOnly Month, string Rule, string RuleName, string RuleNameZh, Severity Severity, FindingState State, IReadOnlyList<string> Points, DateOnly FirstDay, DateOnly LastDay,
        string From, string Last, int Intervals, int Places, long Measured, long Threshold, FindingUnit Unit, string Text, string TextZh, string Owner, string Reason, DateTime FoundAt, DateTime StateAt, Guid Version, DateOnly FiguresDay)
    {
        internal static Item Of(ReadingFinding x)
        {
            var finding = x.ToFinding();
            return new Item(x.Number, x.Month, x.Rule, MeterValidation.NameOf(x.Rule, English), MeterValidation.NameOf(x.Rule, Chinese), x.Severity, x.State, [.. finding.Points], x.FirstDay, x.LastDay,
                x.FirstLabel, x.LastLabel, x.Intervals, x.Places, x.Measured, x.Threshold, x.Unit, finding.Text(English), finding.Text(Chinese), x.Owner, x.Reason, x.FoundAt, x.StateAt, x.Version, x.FiguresDay);
        }
    }

    /// <param name="Points">Metering points looked at.</param>
    /// <param name="Thresholds">Those that counted then.</param>
    /// <param name="DaysChanged">Days of metering points in the month whose readings have become others since: the findings do not know of it.</param>
    public sealed record Validated(
        DateTime At, string By, int Points, int Errors, int Warnings, int Infos, IReadOnlyList<NotLookedAt> NotChecked, IReadOnlyList<Used> Thresholds, int DaysChanged);

    public sealed record Used(MeterClass Class, ThresholdFields Limits);

    /// <param name="Points">Those that the rule could not look at; empty where it could not at the whole microgrid.</param>
    /// <param name="Reason">Stable.</param>
    public sealed record NotLookedAt(string Rule, IReadOnlyList<string> Points, string Reason, string Text, string TextZh);

    internal sealed class Validator : AbstractValidator<ListFindings>
    {
        public Validator() => RuleFor(x => x.Month).IsDay();
    }

    internal sealed class Handler(GreenParkDb db, CurrentUser user, TenantReads reads) : IQueryHandler<ListFindings, Shown>
    {
        public async Task<Result<Shown>> Handle(ListFindings query, CancellationToken cancellationToken)
        {
            var found = await db.MicrogridIdAsync(query.Park, query.Microgrid, user, cancellationToken);
            if (!found.TryGet(out var microgrid)) return found.To<Shown>();
            var findings = db.ReadingFindings.AsNoTracking().Where(x => x.MicrogridId == microgrid);
            var month = query.Month?.FirstOfMonth();
            if (month is not null) findings = findings.Where(x => x.Month == month);
            if (query.State is { } state) findings = findings.Where(x => x.State == state);
            if (query.Severity is { } severity) findings = findings.Where(x => x.Severity == severity);
            var page = await findings
                .OrderBy(x => x.State == FindingState.Open ? 0 : x.State == FindingState.InWork ? 1 : x.State == FindingState.Accepted ? 2 : 3)
                .ThenBy(x => x.Severity == Engine.Validation.Severity.Error ? 0 : x.Severity == Engine.Validation.Severity.Warning ? 1 : 2)
                .ThenByDescending(x => x.Month).ThenBy(x => x.Number).ToPageAsync(query, cancellationToken);
            var last = month is null ? null : await db.ReadingValidations.AsNoTracking().Where(x => x.MicrogridId == microgrid && x.Month == month)
                .OrderByDescending(x => x.Number).FirstOrDefaultAsync(cancellationToken);
            IReadOnlyList<Item> items = [.. page.Items.Select(Item.Of)];
            var (from, to) = items.Count == 0 ? (month ?? default, month ?? default) : (items.Min(x => x.FirstDay), items.Max(x => x.LastDay).AddDays(1));
            await reads.NotePointsAsync(db, DataKind.Findings, microgrid, [.. items.SelectMany(x => x.Points).Distinct().Select(Code.Sought)], from, to, cancellationToken);
            return new Shown(new Page<Item>(items, page.Total, page.Skip, page.Take), last is null ? null : Of(last, await DaysSinceAsync(last, cancellationToken)));
        }

        private Task<int> DaysSinceAsync(ReadingValidation last, CancellationToken cancellationToken)
        {
            var end = last.Month.AddMonths(1);
            return db.Revisions(last.MicrogridId).Where(x => x.Day.Day >= last.Month && x.Day.Day < end && x.At > last.At).Select(x => new { x.Day.Point, x.Day.Day }).Distinct().CountAsync(cancellationToken);
        }

        private static Validated Of(ReadingValidation x, int daysChanged) => new(x.At, x.By, x.Points, x.Errors, x.Warnings, x.Infos,
            [.. x.NotChecked.Select(n => new NotLookedAt(n.Rule, [.. n.Points], n.Reason, n.Text(English), n.Text(Chinese)))],
            [.. Enum.GetValues<MeterClass>().Select(m => new Used(m, ThresholdFields.Of(x.Thresholds.Of(m))))], daysChanged);
    }
}
