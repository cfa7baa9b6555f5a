using GreenPark.Application.Features.Parks;

namespace GreenPark.Application.Features.Exports.Commands;

/// <summary>Records by what a park may hand data to a recipient abroad. The application decides nothing of that: it holds downloads to what is recorded.</summary>
/// <param name="Country">Of the recipient, ISO 3166-1 alpha-2.</param>
/// <param name="Clause">Of the rule that is relied on.</param>
/// <param name="Reference">Of the paper in the park's own files.</param>
/// <param name="Until">The last day on which it stands, null until it is withdrawn.</param>
[Allow(Permission.GuardData), FreshSignIn]
public sealed record RecordExportApproval(
    string Park, ExportKind Kind, string Recipient, string Country, ExportBasis Basis, string Clause, string Reference, DateOnly From, DateOnly? Until = null, string Note = "") : ICommand<int>, IInPark
{
    internal sealed class Validator : AbstractValidator<RecordExportApproval>
    {
        public Validator()
        {
            RuleFor(x => x.Kind).IsKnown();
            RuleFor(x => x.Recipient).IsText(ExportApproval.RecipientLength);
            RuleFor(x => x.Country).IsThere().Must(x => string.IsNullOrWhiteSpace(x) || Countries.IsAbroad(x)).WithErrorCode("export.country_unknown");
            RuleFor(x => x.Basis).IsKnown();
            RuleFor(x => x.Clause).IsText(ExportApproval.ClauseLength);
            RuleFor(x => x.Reference).IsText(ExportApproval.ReferenceLength);
            RuleFor(x => x.From).IsDay();
            RuleFor(x => x.Until).IsDay();
            RuleFor(x => x.Until).Must((all, x) => x is null || x >= all.From).WithErrorCode("export.ends_before_it_begins").WithState((all, x) => new object?[] { all.From, x });
            RuleFor(x => x.Note).IsOptionalText(ExportApproval.NoteLength);
        }
    }

    internal sealed class Handler(GreenParkDb db, CurrentUser user, TimeProvider clock) : ICommandHandler<RecordExportApproval, int>
    {
        public async Task<Result<int>> Handle(RecordExportApproval command, CancellationToken cancellationToken)
        {
            var found = await db.FindParkAsync(command.Park, cancellationToken);
            if (!found.TryGet(out var park)) return found.To<int>();
            await db.TakeTurnAsync<Park, ParkId>(park.Id, cancellationToken);
            var number = await db.ExportApprovals.Where(x => x.ParkId == park.Id).MaxAsync(x => (int?)x.Number, cancellationToken) + 1 ?? 1;
            db.Add(ExportApproval.Of(
                park, number, command.Kind, command.Recipient.Trim(), command.Country.Trim().ToUpperInvariant(), command.Basis, command.Clause.Trim(), command.Reference.Trim(),
                command.From, command.Until?.AddDays(1), command.Note.Trim(), user, clock.UtcNow()));
            return number;
        }
    }
}
