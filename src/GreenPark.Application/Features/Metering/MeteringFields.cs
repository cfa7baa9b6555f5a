using GreenPark.Application.Features.Microgrids;
using GreenPark.Application.Features.Tenants;

namespace GreenPark.Application.Features.Metering;

/// <summary>
/// What a form says about one period of a metering point. <c>Of</c> is the code of a unit (generation) or of a member
/// (consumption); <c>Site</c> is a site of the first member, or empty; <c>Head</c> is the metering point through which all of its
/// energy passes too, or empty.
/// </summary>
public sealed record MeteringFields(IReadOnlyList<MeteringFields.Part> Parts, string Site = "", DateOnly? From = null, DateOnly? To = null, string Head = "")
{
    public sealed record Part(string Of, int Sign = 1);

    internal DateRange Valid => new(From, To);

    /// <summary>Codes to ids; who is named must be of this microgrid.</summary>
    /// <param name="point">Whose period it is; null while it is being registered.</param>
    internal async Task<Result<MeteringFacts>> ResolveAsync(GreenParkDb db, Microgrid microgrid, Measurand measures, MeteringPoint? point, CancellationToken cancellationToken)
    {
        var parts = new List<PartFacts>();
        foreach (var part in Parts)
        {
            var resolved = measures == Measurand.Generation
                ? UnitOf(microgrid, part) : await MemberOfAsync(db, microgrid, part, cancellationToken);
            if (!resolved.TryGet(out var facts)) return resolved.To<MeteringFacts>();
            parts.Add(facts);
        }
        var above = Head.Length == 0 ? Result<MeteringPointId?>.Success(null) : await HeadMeters.FindAsync(db, microgrid.Id, Head, measures, point, Valid, cancellationToken);
        if (!above.TryGet(out var head)) return above.To<MeteringFacts>();
        if (Site.Length == 0) return new MeteringFacts(Valid, null, parts, head);
        var (code, tenant) = (Code.Sought(Site), parts.FirstOrDefault()?.Member);
        var site = await db.Sites.SingleOrDefaultAsync(x => x.TenantId == tenant && x.Code == code, cancellationToken);
        return site is null ? Error.NotFound("site.not_found", Site).In("Site") : new MeteringFacts(Valid, site.Id, parts, head);
    }

    private static Result<PartFacts> UnitOf(Microgrid microgrid, Part part) =>
        microgrid.Units.SingleOrDefault(x => x.Code.Value == part.Of) is { } unit
            ? new PartFacts(unit.Id, null, part.Sign) : Error.NotFound("unit.not_found", part.Of).In("Parts");

    private static async Task<Result<PartFacts>> MemberOfAsync(GreenParkDb db, Microgrid microgrid, Part part, CancellationToken cancellationToken)
    {
        var code = Code.Sought(part.Of);
        var tenant = await db.Tenants.SingleOrDefaultAsync(x => x.ParkId == microgrid.ParkId && x.Code == code, cancellationToken);
        if (tenant is null) return Error.NotFound("tenant.not_found", part.Of).In("Parts");
        return new OnlyMembersAreMetered(microgrid, tenant.Id, part.Of).Check() is { } error ? error : new PartFacts(null, tenant.Id, part.Sign);
    }

    internal sealed class Validator : AbstractValidator<MeteringFields>
    {
        public Validator()
        {
            RuleFor(x => x.Parts).Must(x => x is not null && x.All(part => part is not null)).WithErrorCode("field.missing");
            RuleFor(x => x.Site).IsOptionalText(Code.MaxLength);
            RuleFor(x => x.Head).IsOptionalText(Code.MaxLength);
            RuleFor(x => x.Valid).IsRange();
        }
    }
}
