using GreenPark.Application.Features.Microgrids;
using GreenPark.Engine.Intake;
using GreenPark.Engine.Metering;
using Microgrid = GreenPark.Application.Features.Microgrids.Microgrid;

namespace GreenPark.Application.Features.Metering.Commands;

/// <summary>Takes the register reads of a NEM13 file as a whole, or nothing of it. Reads that are on record already are left alone.</summary>
/// <param name="Channels">From channel (NMI and suffix) to metering point; those not named, or named without a point, are passed over. Without it channels are codes.</param>
/// <param name="Zone">Of the file's times: an offset such as <c>+10:00</c>, which is the market's own, or an IANA zone.</param>
[Allow(Role.Operators)]
public sealed record ImportRegisterReads(
    string Park, string Microgrid, string FileName, ReadOnlyMemory<byte> File, IReadOnlyDictionary<string, string?>? Channels = null, string Zone = StampLayout.Nem12MarketTime)
    : ICommand<ImportRegisterReads.Taken>
{
    /// <summary>A hundred thousand reads; a file of a park has a few for each meter.</summary>
    public const long MostBytes = 10_000_000;

    /// <param name="Known">Reads of the file that are on record already.</param>
    /// <param name="PassedOver">Channels of the file that nobody asked for.</param>
    public sealed record Taken(int Recorded, int Known, IReadOnlyList<string> PassedOver);

    internal sealed class Validator : AbstractValidator<ImportRegisterReads>
    {
        public Validator()
        {
            RuleFor(x => x.FileName).IsText(ReadingImport.FileNameLength);
            RuleFor(x => x.Zone).IsText(Code.MaxLength);
        }
    }

    internal sealed class Handler(GreenParkDb db, CurrentUser user, TimeProvider clock, MessageScope scope) : ICommandHandler<ImportRegisterReads, Taken>
    {
        public async Task<Result<Taken>> Handle(ImportRegisterReads command, CancellationToken cancellationToken)
        {
            if (command.File.Length > MostBytes) return Error.Invalid("import.too_large", command.File.Length, MostBytes).At(command.FileName);
            var found = await db.FindMicrogridAsync(command.Park, command.Microgrid, user, cancellationToken);
            if (!found.TryGet(out var microgrid)) return found.To<Taken>();
            await db.TakeTurnAsync<Microgrid, MicrogridId>(microgrid.Id, cancellationToken);
            var points = await db.MeteringPoints.AsNoTracking().Where(x => x.MicrogridId == microgrid.Id).ToDictionaryAsync(x => x.Code.Value, cancellationToken);
            if (command.Channels?.Values.FirstOrDefault(x => x is not null && !points.ContainsKey(x)) is { } unknown) return Error.NotFound("metering.not_found", unknown).In(nameof(Channels));
            MeteringPoint? PointOf(string channel) => points.GetValueOrDefault((command.Channels is null ? channel : command.Channels.GetValueOrDefault(channel)) ?? "");
            var parsed = RegisterFile.Of(command.FileName, command.File, command.Zone, x => PointOf(x) is not null);
            if (!parsed.TryGet(out var file)) return parsed.To<Taken>();

            var (errors, taken, known) = (new ErrorList(), new List<RegisterRead>(), 0);
            foreach (var ofPoint in file.Channels.GroupBy(x => PointOf(x.Key)!, x => x.Value))
            {
                var point = ofPoint.Key;
                var standing = await db.StandingReads(microgrid.Id).AsNoTracking().Where(x => x.MeteringPointId == point.Id).ToDictionaryAsync(x => (x.At, x.Serial), cancellationToken);
                var number = await db.RegisterReads.Where(x => x.MeteringPointId == point.Id).MaxAsync(x => (int?)x.Number, cancellationToken) ?? 0;
                foreach (var read in ofPoint.SelectMany(x => x))
                    if (Refusal(microgrid, point, read, standing.GetValueOrDefault((read.At, read.Serial))) is { } refusal) errors.Add(refusal.At(command.FileName, read.Line));
                    else if (standing.ContainsKey((read.At, read.Serial))) known++;
                    else
                    {
                        var recorded = RegisterRead.OfFile(point, ++number, read, file, user, clock.UtcNow(), scope.RequestId);
                        standing.Add((read.At, read.Serial), recorded);
                        taken.Add(recorded);
                    }
            }
            if (errors.Any) return errors.ToFailure<Taken>();
            db.AddRange(taken);
            return new Taken(taken.Count, known, file.PassedOver);
        }

        private Error? Refusal(Microgrid microgrid, MeteringPoint point, RegisterFile.Read read, RegisterRead? standing) =>
            standing is not null && standing.RegisterWh != read.RegisterWh
                ? Error.Conflict("register.differs", point.Code.Value, read.At, standing.Number, KilowattHours.Format(standing.RegisterWh), KilowattHours.Format(read.RegisterWh))
            : read.Outward != IsOutward(point.Measures) ? Error.Invalid("register.other_direction", read.Channel, point.Code.Value, point.Measures)
            : RegisterReads.Refusal(microgrid, read.At, clock.UtcNow());

        /// <summary>Whether such a meter counts what comes out of the network.</summary>
        private static bool IsOutward(Measurand measures) => measures is Measurand.Consumption or Measurand.Import or Measurand.Charge;
    }
}
