using GreenPark.Application.Features.Identity;
using GreenPark.Application.Features.Parks;

namespace GreenPark.Application.Features.Exports;

/// <summary>Whether load curves of a park may go where it is said that they go.</summary>
internal sealed class ReleaseTerms(GreenParkDb db, TimeProvider clock)
{
    /// <param name="Approval">Null but for what goes abroad.</param>
    public sealed record Granted(ParkId Park, ExportApproval? Approval);

    /// <summary>Said where nobody asks, it is held to the same.</summary>
    public async Task<Result<Granted>> OfAsync(string parkCode, Release release, CancellationToken cancellationToken)
    {
        var found = await db.FindParkAsync(parkCode, cancellationToken);
        if (!found.TryGet(out var park)) return found.To<Granted>();
        if (release.Destination is null && (park.AsksDestination || release.Approval is not null)) return Error.Invalid("export.destination_missing", park.Code.Value).In(nameof(Release.Destination));
        if (release.Destination is not Destination.Abroad) return new Granted(park.Id, null);
        if (release.Approval is not { } number) return Error.RuleBroken("export.approval_missing", park.Code.Value).In(nameof(Release.Approval));
        var today = clock.Today();
        var standing = await db.ExportApprovals.AsNoTracking().SingleOrDefaultAsync(x => x.ParkId == park.Id && x.Number == number && x.Kind == ExportKind.LoadCurves
            && x.From <= today && (x.To == null || x.To > today) && !db.ExportWithdrawals.Any(w => w.ApprovalId == x.Id), cancellationToken);
        return standing is null ? Error.RuleBroken("export.approval_not_standing", number, park.Code.Value, today).In(nameof(Release.Approval)) : new Granted(park.Id, standing);
    }
}

/// <summary>Before the work is done: refuses what may not go where it is said that it goes. Jobs take nothing out.</summary>
internal sealed class ReleaseGate<TRequest>(GreenParkDb db, CurrentUser user, TimeProvider clock) : IGate<TRequest>
{
    public async Task<Error?> RefusalAsync(TRequest request, CancellationToken cancellationToken)
    {
        if (user.IsSystem || request is not IReleases { Leaving: { } release } releases) return null;
        var granted = await new ReleaseTerms(db, clock).OfAsync(releases.Park ?? "", release, cancellationToken);
        return granted.IsSuccess ? null : granted.FirstError;
    }
}

/// <summary>Before the answer is handed out: writes down where it goes, by the terms that stand now.</summary>
internal sealed class ReleaseLedger<TRequest>(GreenParkDb db, CurrentUser user, TimeProvider clock) : ILedger<TRequest>
{
    public bool Keeps(TRequest request) => !user.IsSystem && request is IReleases { Leaving: not null };

    public async Task<Error?> WriteAsync(TRequest request, CancellationToken cancellationToken)
    {
        var releases = (IReleases)request!;
        var granted = await new ReleaseTerms(db, clock).OfAsync(releases.Park ?? "", releases.Leaving!, cancellationToken);
        if (!granted.TryGet(out var terms)) return granted.FirstError;
        db.Add(DataRelease.Of(terms.Park, typeof(TRequest).Name, releases.What, releases.Leaving!.Destination, terms.Approval, user, clock.UtcNow()));
        return null;
    }
}
