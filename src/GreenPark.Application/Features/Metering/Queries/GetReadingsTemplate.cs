using System.Text;
using GreenPark.Application.Features.Microgrids;
using GreenPark.Engine.Metering;

namespace GreenPark.Application.Features.Metering.Queries;

/// <summary>A readings file to begin with: the header of the metering points in force, and one row that shows how stamps and values are written.</summary>
[Allow(Permission.EditReadings)]
public sealed record GetReadingsTemplate(string Park, string Microgrid) : IQuery<GetReadingsTemplate.Download>, IInPark
{
    private const string Example = "12.345";

    public sealed record Download(string FileName, byte[] Content);

    internal sealed class Handler(GreenParkDb db, CurrentUser user, TimeProvider clock) : IQueryHandler<GetReadingsTemplate, Download>
    {
        public async Task<Result<Download>> Handle(GetReadingsTemplate query, CancellationToken cancellationToken)
        {
            var found = await db.FindMicrogridAsync(query.Park, query.Microgrid, user, cancellationToken);
            if (!found.TryGet(out var microgrid)) return found.To<Download>();
            var (today, month) = (clock.TodayIn(microgrid.TimeZone), MonthCoverage.LastWhole(clock.TodayIn(microgrid.TimeZone)));
            var grid = DayGrid.Create(microgrid.TimeZone, microgrid.IntervalMinutes, month, month.AddDays(1));
            if (grid.IsFailure) return grid.To<Download>();
            string[] points = [.. (await new MonthCoverage(db).NeededAsync(microgrid, new DateRange(today, today.AddDays(1)), cancellationToken)).Select(x => x.Point).Order().Select(x => x.Value)];
            string[] lines = [string.Join(',', points.Prepend(ReadingsFile.StartColumn)), string.Join(',', points.Select(_ => Example).Prepend(grid.Value.Label(0)))];
            return new Download($"{microgrid.Code.Value}-readings.csv", Encoding.UTF8.GetBytes(string.Concat(lines.Select(x => $"{x}\r\n"))));
        }
    }
}
