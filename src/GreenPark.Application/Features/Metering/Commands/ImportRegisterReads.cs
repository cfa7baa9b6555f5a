using GreenPark.Application.Features.Microgrids;
using GreenPark.Engine.Evidence;
using GreenPark.Engine.Intake;
using GreenPark.Engine.Metering;
using Microgrid = GreenPark.Application.Features.Microgrids.Microgrid;

namespace GreenPark.Application.Features.Metering.Commands;

/// <summary>Takes the register reads of a NEM13 file as a whole, or nothing of it. Reads that are on record already are left alone.</summary>
/// <param name="Channels">From channel (NMI and suffix) to metering point; those not named, or named without a point, are passed over. Without it channels are codes.</param>
/// <param name="Zone">Of the file's times: an offset such as <c>+10:00</c>, which is the market's own, or an IANA zone.</param>
[Allow(Permission.EditReadings)]
public sealed record ImportRegisterReads(
    string Park, string Microgrid, string FileName, ReadOnlyMemory<byte> File, IReadOnlyDictionary<string, string?>? Channels = null, string Zone = StampLayout.Nem12MarketTime)
    : ICommand<ImportRegisterReads.Taken>, IInPark
{
    /// <summary>A hundred thousand reads; a file of a park has a few for each meter.</summary>
    public const long MostBytes = 10_000_000;

    /// <param name="Known">Reads of the file that are on record already, and guesses of what was read.</param>
    /// <param name="PassedOver">Channels of the file that nobody asked for.</param>
    /// <param name="WithoutFactor">Meters whose reads were passed over: neither the file nor a read on record tells what a step of the register stands for.</param>
    public sealed record Taken(int Recorded, int Known, IReadOnlyList<string> PassedOver, IReadOnlyList<OfMeter> WithoutFactor);

    /// <param name="Serial">Empty where the file names none.</param>
    /// <param name="Reads">So many of them.</param>
    public sealed record OfMeter(string Channel, string Serial, int Reads);

    internal sealed class Validator : AbstractValidator<ImportRegisterReads>
    {
        public Validator()
        {
            RuleFor(x => x.FileName).IsText(ReadingImport.FileNameLength);
            RuleFor(x => x.Zone).IsText(Code.MaxLength);
        }
    }

    /// <summary>Reads the file, which takes seconds for a large one.</summary>
    internal sealed class Preparation : IPreparation<ImportRegisterReads>
    {
        public Result<Nem13File> File { get; private set; }
        public string Sha256 { get; private set; } = "";

        public Task PrepareAsync(ImportRegisterReads command, CancellationToken cancellationToken)
        {
            if (command.File.Length > MostBytes) File = Error.Invalid("import.too_large", command.File.Length, MostBytes).At(command.FileName);
            else (File, Sha256) = (Nem13Intake.Read(command.File, command.FileName, command.Zone), Sha256Hex.Of(command.File.Span));
            return Task.CompletedTask;
        }
    }

    internal sealed class Handler(GreenParkDb db, Preparation prepared, CurrentUser user, TimeProvider clock, MessageScope scope) : ICommandHandler<ImportRegisterReads, Taken>
    {
        public async Task<Result<Taken>> Handle(ImportRegisterReads command, CancellationToken cancellationToken)
        {
            var found = await db.FindMicrogridAsync(command.Park, command.Microgrid, user, cancellationToken);
            if (!found.TryGet(out var microgrid)) return found.To<Taken>();
            await db.TakeTurnAsync<Microgrid, MicrogridId>(microgrid.Id, cancellationToken);
            var points = await db.MeteringPoints.AsNoTracking().Where(x => x.MicrogridId == microgrid.Id).ToDictionaryAsync(x => x.Code.Value, cancellationToken);
            if (command.Channels?.Values.FirstOrDefault(x => x is not null && !points.ContainsKey(x)) is { } unknown) return Error.NotFound("metering.not_found", unknown).In(nameof(Channels));
            if (!prepared.File.TryGet(out var rows)) return prepared.File.To<Taken>();
            MeteringPoint? PointOf(string channel) => points.GetValueOrDefault((command.Channels is null ? channel : command.Channels.GetValueOrDefault(channel)) ?? "");
            MeteringPointId[] ids = [.. rows.Reads.Select(x => PointOf(x.Channel)).OfType<MeteringPoint>().Select(x => x.Id).Distinct()];
            var standing = (await db.StandingReads(microgrid.Id).AsNoTracking().Where(x => ids.Contains(x.MeteringPointId)).ToListAsync(cancellationToken)).ToLookup(x => x.MeteringPointId);
            var parsed = RegisterFile.Of(rows, prepared.Sha256, x => PointOf(x) is not null, (channel, serial) => FactorOnRecord(standing[PointOf(channel)!.Id], serial), microgrid.TimeZone);
            if (!parsed.TryGet(out var file)) return parsed.To<Taken>();

            var (errors, taken, known) = (new ErrorList(), new List<RegisterRead>(), 0);
            foreach (var ofPoint in file.Channels.GroupBy(x => PointOf(x.Key)!, x => x.Value))
            {
                var point = ofPoint.Key;
                var then = standing[point.Id].GroupBy(x => x.At).ToDictionary(x => x.Key, x => x.ToList());
                var number = await db.RegisterReads.Where(x => x.MeteringPointId == point.Id).MaxAsync(x => (int?)x.Number, cancellationToken) ?? 0;
                foreach (var read in ofPoint.SelectMany(x => x))
                {
                    var there = then.TryGetValue(read.At, out var atOnce) ? atOnce : then[read.At] = [];
                    if (Refusal(microgrid, point, read, there) is { } refusal) errors.Add(refusal.At(command.FileName, read.Line));
                    else if (IsKnown(read, there)) known++;
                    else
                    {
                        var recorded = RegisterRead.OfFile(point, ++number, read, file, user, clock.UtcNow(), scope.RequestId);
                        there.Add(recorded);
                        taken.Add(recorded);
                    }
                }
            }
            if (errors.Any) return errors.ToFailure<Taken>();
            db.AddRange(taken);
            return new Taken(taken.Count, known, file.PassedOver, file.WithoutFactor);
        }

        /// <summary>What earlier files told of a meter; null where they told nothing, or not the same. Nobody who types a read tells it.</summary>
        private static int? FactorOnRecord(IEnumerable<RegisterRead> standing, string serial) =>
            standing.Where(x => x.FileName.Length > 0 && x.Serial == serial).Select(x => x.Factor).Distinct().ToList() is [var only] ? only : null;

        /// <summary>A guess stands in no read's way, and what was read makes a guess needless.</summary>
        private static bool IsKnown(RegisterFile.Read read, List<RegisterRead> then) =>
            then.Any(x => RegisterReads.MayBeOneMeter(x.Serial, read.Serial) && (x.IsRead || (!read.IsRead && x.RegisterWh == read.RegisterWh)));

        private Error? Refusal(Microgrid microgrid, MeteringPoint point, RegisterFile.Read read, List<RegisterRead> then)
        {
            if (read.Outward != IsOutward(point.Measures)) return Error.Invalid("register.other_direction", read.Channel, point.Code.Value, point.Measures);
            if (RegisterReads.Refusal(microgrid, read.At, clock.UtcNow()) is { } refusal) return refusal;
            // of two meters that an unnamed read may be of, either may agree
            var standing = read.IsRead ? then.Where(x => x.IsRead && RegisterReads.MayBeOneMeter(x.Serial, read.Serial)).MaxBy(x => x.RegisterWh == read.RegisterWh) : null;
            return standing is null || standing.RegisterWh == read.RegisterWh ? null
                : Error.Conflict("register.differs", point.Code.Value, RegisterReads.LocalTime(microgrid.TimeZone, read.At), standing.Number, standing.RegisterWh / 1000m, read.RegisterWh / 1000m);
        }

        /// <summary>Whether such a meter counts what comes out of the network.</summary>
        private static bool IsOutward(Measurand measures) => measures is Measurand.Consumption or Measurand.Import or Measurand.Charge;
    }
}
