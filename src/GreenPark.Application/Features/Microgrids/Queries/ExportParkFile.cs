using GreenPark.Application.Features.Microgrids.ParkFiles;

namespace GreenPark.Application.Features.Microgrids.Queries;

/// <summary>The park file of a period: local days from <c>From</c> to before <c>To</c>.</summary>
[Allow(Permission.SeePark)]
public sealed record ExportParkFile(string Park, string Microgrid, DateOnly From, DateOnly To) : IQuery<ParkFileText>, IInPark
{
    internal DateRange Period => new(From, To);

    internal sealed class Validator : AbstractValidator<ExportParkFile>
    {
        public Validator() => RuleFor(x => x.Period).IsRange();
    }

    internal sealed class Handler(GreenParkDb db, CurrentUser user) : IQueryHandler<ExportParkFile, ParkFileText>
    {
        public async Task<Result<ParkFileText>> Handle(ExportParkFile query, CancellationToken cancellationToken)
        {
            var found = await db.FindMicrogridAsync(query.Park, query.Microgrid, user, cancellationToken);
            return found.TryGet(out var microgrid)
                ? await new ParkFileExport(db).BuildAsync(microgrid, query.Period, opening: null, cancellationToken)
                : found.To<ParkFileText>();
        }
    }
}
