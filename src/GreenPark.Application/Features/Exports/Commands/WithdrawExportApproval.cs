using GreenPark.Application.Features.Parks;

namespace GreenPark.Application.Features.Exports.Commands;

/// <summary>An approval stands no longer, from now on. What went abroad by it before stays in the list of what was released.</summary>
[Allow(Permission.GuardData), FreshSignIn]
public sealed record WithdrawExportApproval(string Park, int Number, string Reason) : ICommand<Done>, IHasReason, IInPark
{
    internal sealed class Validator : AbstractValidator<WithdrawExportApproval>
    {
        public Validator() => RuleFor(x => x.Reason).IsText(ExportWithdrawal.ReasonLength);
    }

    internal sealed class Handler(GreenParkDb db, CurrentUser user, TimeProvider clock) : ICommandHandler<WithdrawExportApproval, Done>
    {
        public async Task<Result<Done>> Handle(WithdrawExportApproval command, CancellationToken cancellationToken)
        {
            var found = await db.FindParkAsync(command.Park, cancellationToken);
            if (!found.TryGet(out var park)) return found.To<Done>();
            await db.TakeTurnAsync<Park, ParkId>(park.Id, cancellationToken);
            if (await db.ExportApprovals.SingleOrDefaultAsync(x => x.ParkId == park.Id && x.Number == command.Number, cancellationToken) is not { } approval)
                return Error.NotFound("export.approval_not_found", command.Number, park.Code.Value);
            if (await db.ExportWithdrawals.AsNoTracking().SingleOrDefaultAsync(x => x.ApprovalId == approval.Id, cancellationToken) is { } earlier)
                return Error.RuleBroken("export.withdrawn_already", approval.Number, earlier.By, earlier.Reason);
            db.Add(ExportWithdrawal.Of(approval, command.Reason, user, clock.UtcNow()));
            return Done.Value;
        }
    }
}
