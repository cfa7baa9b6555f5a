using GreenPark.Application.Features.Parks;
using GreenPark.Application.Platform.Retention;

namespace GreenPark.Application.Features.Retention.Commands;

/// <summary>How long a park keeps a kind of its data. What is older goes in the night after.</summary>
/// <param name="Months">Whole months, with <see cref="RetentionRule.Months"/> only.</param>
[Allow(Permission.SetRules), FreshSignIn]
public sealed record SetRetention(string Park, RetentionKind Kind, RetentionRule Rule, int? Months, string Reason) : ICommand<Done>, IHasReason, IInPark
{
    internal sealed class Validator : AbstractValidator<SetRetention>
    {
        public Validator()
        {
            RuleFor(x => x.Kind).IsKnown();
            RuleFor(x => x.Kind).Must(x => !Enum.IsDefined(x) || RetentionOptions.IsOfParks(x)).WithErrorCode("retention.not_of_park");
            RuleFor(x => x.Rule).IsKnown();
            RuleFor(x => x.Months).Must((all, x) => all.Rule != RetentionRule.Months || (x >= RetentionOptions.LeastOf(all.Kind) && x <= RetentionOptions.MostMonths))
                .WithErrorCode("retention.months_out_of_range").WithState((all, x) => new object?[] { RetentionOptions.LeastOf(all.Kind), RetentionOptions.MostMonths });
            RuleFor(x => x.Months).Must((all, x) => all.Rule == RetentionRule.Months || x is null).WithErrorCode("retention.months_without_use");
            RuleFor(x => x.Reason).IsText(AuditRecord.ReasonLength);
        }
    }

    internal sealed class Handler(GreenParkDb db, CurrentUser user, TimeProvider clock) : ICommandHandler<SetRetention, Done>
    {
        public async Task<Result<Done>> Handle(SetRetention command, CancellationToken cancellationToken)
        {
            var found = await db.FindParkAsync(command.Park, cancellationToken);
            if (!found.TryGet(out var park)) return found.To<Done>();
            await db.TakeTurnAsync<Park, ParkId>(park.Id, cancellationToken);
            var number = await db.RetentionPeriods.Where(x => x.ParkId == park.Id && x.Kind == command.Kind).MaxAsync(x => (int?)x.Number, cancellationToken) + 1 ?? 1;
            db.Add(RetentionPeriod.Of(park.Id, command.Kind, number, command.Rule, command.Months, user, clock.UtcNow()));
            return Done.Value;
        }
    }
}
