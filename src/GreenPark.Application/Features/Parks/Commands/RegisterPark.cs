namespace GreenPark.Application.Features.Parks.Commands;

/// <param name="Latitude">Degrees, north positive, at most six decimals; with the longitude or not at all.</param>
/// <param name="Longitude">Degrees, east positive.</param>
[Allow(Permission.KeepParks)]
public sealed record RegisterPark(string Code, string Name, string NameZh, string ProvinceCode, string Address, decimal? Latitude = null, decimal? Longitude = null) : ICommand<ParkId>
{
    internal sealed class Validator : AbstractValidator<RegisterPark>
    {
        public Validator()
        {
            RuleFor(x => x.Code).IsCode();
            this.IsName(x => x.Name, x => x.NameZh);
            RuleFor(x => x.ProvinceCode).IsProvince();
            RuleFor(x => x.Address).IsOptionalText(Park.AddressLength);
            this.AreCoordinates(x => x.Latitude, x => x.Longitude);
        }
    }

    internal sealed class Handler(GreenParkDb db) : ICommandHandler<RegisterPark, ParkId>
    {
        public Task<Result<ParkId>> Handle(RegisterPark command, CancellationToken cancellationToken) => Task.FromResult(Register(command));

        private Result<ParkId> Register(RegisterPark command)
        {
            var park = Park.Register(
                Platform.Data.Code.Of(command.Code), new BilingualName(command.Name, command.NameZh), command.ProvinceCode, command.Address, Coordinates.Of(command.Latitude, command.Longitude));
            db.Add(park);
            return park.Id;
        }
    }
}
