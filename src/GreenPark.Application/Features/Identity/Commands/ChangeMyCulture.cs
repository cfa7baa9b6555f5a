namespace GreenPark.Application.Features.Identity.Commands;

/// <summary>One's own language.</summary>
[Allow(Permission.OwnAccount)]
public sealed record ChangeMyCulture(string Culture) : ICommand<Done>
{
    internal sealed class Validator : AbstractValidator<ChangeMyCulture>
    {
        public Validator() => RuleFor(x => x.Culture).Must(UserFields.Cultures.Contains).WithErrorCode("field.unknown_choice");
    }

    internal sealed class Handler(GreenParkDb db, CurrentUser asker) : ICommandHandler<ChangeMyCulture, Done>
    {
        public async Task<Result<Done>> Handle(ChangeMyCulture command, CancellationToken cancellationToken)
        {
            if (await db.Users.SingleOrDefaultAsync(x => x.Id == asker.Id, cancellationToken) is not { } user) return Error.NotFound("user.not_found", asker.Name);
            user.Update(user.DisplayName, command.Culture);
            return Done.Value;
        }
    }
}
