namespace GreenPark.Application.Features.Parks.Commands;

/// <param name="Latitude">Degrees, north positive, at most six decimals; with the longitude or not at all.</param>
/// <param name="Longitude">Degrees, east positive.</param>
[Allow(Permission.SetRules)]
public sealed record UpdatePark(
    string Park, Guid Version, string Name, string NameZh, string ProvinceCode, string Address, decimal? Latitude = null, decimal? Longitude = null) : ICommand<Done>, IInPark
{
    internal sealed class Validator : AbstractValidator<UpdatePark>
    {
        public Validator()
        {
            this.IsName(x => x.Name, x => x.NameZh);
            RuleFor(x => x.ProvinceCode).IsProvince();
            RuleFor(x => x.Address).IsOptionalText(Parks.Park.AddressLength);
            this.AreCoordinates(x => x.Latitude, x => x.Longitude);
        }
    }

    internal sealed class Handler(GreenParkDb db) : ICommandHandler<UpdatePark, Done>
    {
        public async Task<Result<Done>> Handle(UpdatePark command, CancellationToken cancellationToken)
        {
            var found = await db.FindParkAsync(command.Park, cancellationToken);
            if (!found.TryGet(out var park)) return found.To<Done>();
            db.Claim(park, command.Version);
            park.Update(new BilingualName(command.Name, command.NameZh), command.ProvinceCode, command.Address, Coordinates.Of(command.Latitude, command.Longitude));
            return Done.Value;
        }
    }
}
