using GreenPark.Application.Features.Attribution.Queries;
using GreenPark.Application.Features.Exports;
using GreenPark.Application.Features.Metering;
using GreenPark.Application.Features.Metering.Commands;
using GreenPark.Application.Features.Metering.Queries;
using GreenPark.Application.Platform.Data;
using GreenPark.Web.Features.Exports;
using GreenPark.Web.Hosting;

namespace GreenPark.Web.Features.Metering;

internal static class ChangesEndpoints
{
    public sealed record Edit(string Point, DateOnly Day, IReadOnlyList<ProposeEdit.Value> Values, string Reason);

    public sealed record Estimates(IReadOnlyList<ProposeEstimates.OfDay> Days, string Reason);

    /// <param name="Note">What the proposer is told; needed where the change is rejected.</param>
    public sealed record Decision(Guid Version, string Note = "");

    public sealed record Reversal(Guid Version, string Reason);

    public static void MapChanges(this RouteGroupBuilder api)
    {
        const string microgrid = "/parks/{park}/microgrids/{microgrid}", changes = $"{microgrid}/changes", one = $"{changes}/{{change:int}}", point = $"{microgrid}/metering-points/{{point}}";
        var fifth = new DateOnly(2026, 6, 5);

        api.MapGet(changes, (string park, string microgrid, Answers answers, Named<ChangeState>? state = null, int skip = 0, int take = Paging.DefaultTake) =>
                answers.Ok(new ListChanges(park, microgrid, state?.Value, skip, take)))
            .Says(nameof(ListChanges), "The changes of readings, newest first.");

        api.MapGet(one, (string park, string microgrid, int change, Answers answers, int skip = 0, int take = Paging.DefaultTake, Named<Destination>? destination = null, int? approval = null) =>
                answers.Ok(new GetChange(park, microgrid, change, skip, take, Leaving.Of(destination, approval))))
            .Says(nameof(GetChange), "A change with its days, before and after (`skip` and `take` count days), and, once it is approved, the runs that took it with the statements they issued. `destination` says where its readings go.");

        api.MapGet($"{one}/blast-radius", (string park, string microgrid, int change, Answers answers) => answers.Ok(new GetBlastRadius(park, microgrid, change)))
            .Says(nameof(GetBlastRadius), "Which final runs, statements and packs a change touches, and by how much each member's figures would be other.");

        api.MapPost($"{changes}/edits", (string park, string microgrid, Edit body, Answers answers) => answers.Created(
                new ProposeEdit(park, microgrid, body.Point, body.Day, body.Values, body.Reason), x => PathOf(park, microgrid, x.Number)))
            .Says(nameof(ProposeEdit), "Proposes other values for intervals of a metering point's day, numbered from 1; null for a missing reading.",
                new Edit("M-FORGE", fifth, [new ProposeEdit.Value(17, 12_345), new ProposeEdit.Value(18, null)], "Read off the meter"));

        api.MapPost($"{changes}/estimates", (string park, string microgrid, Estimates body, Answers answers) => answers.Created(
                new ProposeEstimates(park, microgrid, body.Days, body.Reason), x => PathOf(park, microgrid, x.Number)))
            .Says(nameof(ProposeEstimates), "Proposes estimated values, each with the method that made it.",
                new Estimates([new ProposeEstimates.OfDay("M-FORGE", fifth, [new ProposeEstimates.Value(17, 12_345, "GP/linear")])], "The gateway was down"));

        api.MapPost($"{one}/approve", (string park, string microgrid, int change, Decision body, Answers answers) =>
                answers.Ok(new ApproveChange(park, microgrid, change, body.Version, body.Note)))
            .Says(nameof(ApproveChange), "Makes a change count as new revisions, and requests a superseding run for each final period that it has days of.", new Decision(Guid.Empty));

        api.MapPost($"{one}/reject", (string park, string microgrid, int change, Decision body, Answers answers) => answers.Changed(
                new RejectChange(park, microgrid, change, body.Version, body.Note), new GetChange(park, microgrid, change)))
            .Says(nameof(RejectChange), "Decides that a change is not to be.", new Decision(Guid.Empty, "The meter was right"));

        api.MapPost($"{one}/withdraw", (string park, string microgrid, int change, Versioned body, Answers answers) => answers.Changed(
                new WithdrawChange(park, microgrid, change, body.Version), new GetChange(park, microgrid, change)))
            .Says(nameof(WithdrawChange), "Takes back what one has proposed oneself.", new Versioned(Guid.Empty));

        api.MapPost($"{one}/revert", (string park, string microgrid, int change, Reversal body, Answers answers) => answers.Created(
                new RevertChange(park, microgrid, change, body.Version, body.Reason), x => PathOf(park, microgrid, x.Number)))
            .Says(nameof(RevertChange), "Proposes to put back what was there before an approved change.", new Reversal(Guid.Empty, "It was right before"));

        api.MapGet($"{point}/readings", (string park, string microgrid, string point, DateOnly from, DateOnly to, DateTimeOffset at, Answers answers, Named<Destination>? destination = null, int? approval = null) =>
                answers.Ok(new GetReadingsAsOf(park, microgrid, point, from, to, at, Leaving.Of(destination, approval))))
            .Says(nameof(GetReadingsAsOf), "A metering point's readings as they were known at an instant; `destination` says where they go.");

        api.MapGet($"{point}/readings/{{day}}/revisions", (string park, string microgrid, string point, DateOnly day, Answers answers, Named<Destination>? destination = null, int? approval = null) =>
                answers.Ok(new ListReadingRevisions(park, microgrid, point, day, Leaving.Of(destination, approval))))
            .Says(nameof(ListReadingRevisions), "All revisions of a metering point's day, newest first, with the file or change that brought each; `destination` says where they go.");
    }

    private static string PathOf(string park, string microgrid, int number) =>
        ApiPath.Of("parks", park, "microgrids", microgrid, "changes", number.ToString(System.Globalization.CultureInfo.InvariantCulture));
}
