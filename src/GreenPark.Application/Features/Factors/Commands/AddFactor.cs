namespace GreenPark.Application.Features.Factors.Commands;

/// <summary>An entry of the own park; of whoever keeps all parks, one that they share. <c>Value</c> is g/kWh; <c>Supersedes</c> is the code of the entry it replaces, or empty.</summary>
[Allow(Permission.KeepFactors)]
public sealed record AddFactor(
    string Code, FactorScope Scope, string Region, string Name, string NameZh, int Year, FactorKind Kind, FactorFamily Family,
    decimal Value, string Publisher, string Source, string Supersedes = "") : ICommand<FactorEntryId>
{
    internal sealed class Validator : AbstractValidator<AddFactor>
    {
        public Validator()
        {
            RuleFor(x => x.Code).IsCode();
            RuleFor(x => x.Scope).IsKnown();
            RuleFor(x => x.Region).IsCode();
            this.IsName(x => x.Name, x => x.NameZh);
            RuleFor(x => x.Year).IsWithin(2000, 2100);
            RuleFor(x => x.Kind).IsKnown();
            RuleFor(x => x.Family).IsKnown();
            RuleFor(x => x.Value).IsFactor();
            RuleFor(x => x.Publisher).IsText(FactorEntry.PublisherLength);
            RuleFor(x => x.Source).IsText(FactorEntry.SourceLength);
            RuleFor(x => x.Supersedes).IsOptionalText(Platform.Data.Code.MaxLength);
        }
    }

    internal sealed class Handler(GreenParkDb db, CurrentUser user, TimeProvider clock) : ICommandHandler<AddFactor, FactorEntryId>
    {
        public async Task<Result<FactorEntryId>> Handle(AddFactor command, CancellationToken cancellationToken)
        {
            var (park, key) = (user.ParkScope, Platform.Data.Code.Of(command.Code).Key);
            if (await db.FactorEntries.AnyAsync(x => (x.ParkId == null || x.ParkId == park) && EF.Property<string>(x, CodeMapping.KeyColumn) == key, cancellationToken)) return Error.Conflict("code.taken").In("Code");
            FactorEntry? old = null;
            if (command.Supersedes.Length > 0)
            {
                var found = await db.FindFactorAsync(command.Supersedes, park, cancellationToken);
                if (!found.TryGet(out old)) return found.To<FactorEntryId>();
                var superseded = await db.FactorEntries.AnyAsync(x => x.SupersedesId == old.Id, cancellationToken);
                if (Rule.FirstBroken(new OnlyWhoKeepsAllParksSupersedesTheLibrary(user, old), new AnEntryIsSupersededOnce(old, superseded)) is { } error) return error;
            }
            EmissionFactor.TryFrom(command.Value, out var value);
            var entry = FactorEntry.Add(
                new FactorFacts(
                    Platform.Data.Code.Of(command.Code), command.Scope, Platform.Data.Code.Of(command.Region), new BilingualName(command.Name, command.NameZh),
                    command.Year, command.Kind, command.Family, value, command.Publisher, command.Source, FactorConfidence.OwnEntry),
                park,
                old?.Id,
                clock.UtcNow());
            if (!entry.TryGet(out var added)) return entry.To<FactorEntryId>();
            db.Add(added);
            return added.Id;
        }
    }
}

/// <summary>What all parks share belongs to none: what one park's people superseded would be gone from the choice of all others.</summary>
internal sealed class OnlyWhoKeepsAllParksSupersedesTheLibrary(CurrentUser user, FactorEntry entry) : Rule
{
    public override Error? Check() => user.ParkScope is not null && entry.ParkId is null
        ? Error.Forbidden("factor.of_all_parks", entry.Code).In("Supersedes") : null;
}

internal sealed class AnEntryIsSupersededOnce(FactorEntry entry, bool superseded) : Rule
{
    public override Error? Check() => superseded ? Error.RuleBroken("factor.superseded_already", entry.Code).In("Supersedes") : null;
}
