using System.Collections.Immutable;
using GreenPark.Application.Features.Microgrids;
using GreenPark.Engine.Validation;

namespace GreenPark.Application.Features.Metering;

/// <summary>Which meters stand behind which, as the periods of the lower ones tell.</summary>
internal static class HeadMeters
{
    /// <summary>On some days the energy of a point passes its head, too.</summary>
    public sealed record Link(MeteringPointId Point, DateRange Valid, MeteringPointId Head);

    /// <summary>The head that a period may name, told by its code.</summary>
    public static async Task<Result<MeteringPointId?>> FindAsync(
        GreenParkDb db, MicrogridId microgrid, string code, Measurand measures, MeteringPoint? point, DateRange valid, CancellationToken cancellationToken)
    {
        // two commands at once could close a circle that neither sees
        await db.TakeTurnAsync<Microgrid, MicrogridId>(microgrid, cancellationToken);
        var sought = Code.Sought(code);
        var head = await db.MeteringPoints.Where(x => x.MicrogridId == microgrid && x.Code == sought).Select(x => new { x.Id, x.Measures }).SingleOrDefaultAsync(cancellationToken);
        if (head is null) return Error.NotFound("metering.not_found", code).In("Head");
        var links = await db.MeteringPoints.Where(x => x.MicrogridId == microgrid).SelectMany(x => x.Periods).Where(x => x.HeadId != null)
            .Select(x => new Link(x.MeteringPointId, x.Valid, x.HeadId!.Value)).ToListAsync(cancellationToken);
        return Rule.FirstBroken(new APointIsNotItsOwnHead(point?.Id, head.Id, code), new AHeadMeasuresTheSame(measures, head.Measures, code),
            new HeadMetersFormNoCircle(links, point?.Id, head.Id, valid, code)) is { } error ? error : Result<MeteringPointId?>.Success(head.Id);
    }

    /// <summary>As validation looks at them: each head with those behind it, cut where others stand behind it from a day on.</summary>
    /// <param name="links">Of the span alone, with both ends.</param>
    public static ImmutableArray<HeadMeter> Of(IEnumerable<Link> links, IReadOnlyDictionary<MeteringPointId, Code> codes)
    {
        var found = ImmutableArray.CreateBuilder<HeadMeter>();
        foreach (var behind in links.GroupBy(x => x.Head).OrderBy(x => codes[x.Key]))
        {
            var cuts = behind.SelectMany(x => (DateOnly[])[x.Valid.From!.Value, x.Valid.To!.Value]).Distinct().Order().ToList();
            foreach (var (from, to) in cuts.Zip(cuts.Skip(1)))
            {
                ImmutableArray<string> subs = [.. behind.Where(x => x.Valid.Contains(from)).Select(x => codes[x.Point]).Distinct().Order().Select(x => x.Value)];
                if (subs.IsEmpty) continue;
                if (found is [.., var last] && last.Head == codes[behind.Key].Value && last.Valid.To == from && last.Subs.SequenceEqual(subs)) found[^1] = last with { Valid = new DateRange(last.Valid.From, to) };
                else found.Add(new HeadMeter(codes[behind.Key].Value, subs, new DateRange(from, to)));
            }
        }
        return found.ToImmutable();
    }
}
