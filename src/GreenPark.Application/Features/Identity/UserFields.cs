namespace GreenPark.Application.Features.Identity;

/// <summary>What a form says about a person, beside their roles.</summary>
public sealed record UserFields(string DisplayName, string Culture)
{
    internal static readonly IReadOnlyList<string> Cultures = ["en", "zh-Hans"];

    internal sealed class Validator : AbstractValidator<UserFields>
    {
        public Validator()
        {
            RuleFor(x => x.DisplayName).IsText(AppUser.NameLength);
            RuleFor(x => x.Culture).Must(Cultures.Contains).WithErrorCode("field.unknown_choice");
        }
    }
}
