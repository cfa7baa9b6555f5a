using GreenPark.Application.Features.Metering;
using GreenPark.Application.Features.Metering.Commands;
using GreenPark.Application.Features.Metering.Queries;
using GreenPark.Application.Platform.Data;
using GreenPark.Engine.Validation;
using GreenPark.Web.Hosting;

namespace GreenPark.Web.Features.Metering;

internal static class FindingsEndpoints
{
    /// <param name="Month">Any day of the month.</param>
    public sealed record Validation(DateOnly Month);

    public sealed record Acceptance(Guid Version, string Reason);

    /// <param name="Points">Codes of metering points; null or empty for all.</param>
    /// <param name="Only">Days of metering points; null for all of the span.</param>
    public sealed record Gaps(DateOnly From, DateOnly To, string Reason, IReadOnlyList<string>? Points = null, bool GapsMayStay = false, IReadOnlyList<PointDays>? Only = null);

    public static void MapFindings(this RouteGroupBuilder api)
    {
        const string microgrid = "/parks/{park}/microgrids/{microgrid}", findings = $"{microgrid}/findings", one = $"{findings}/{{finding:int}}";
        var june = new DateOnly(2026, 6, 1);

        api.MapPost($"{microgrid}/validations", (string park, string microgrid, Validation body, Answers answers) => answers.Ok(new ValidateReadings(park, microgrid, body.Month)))
            .Says(nameof(ValidateReadings), "Validates a month's newest readings, up to yesterday, and brings its findings up to date.", new Validation(june));

        api.MapGet(findings, (string park, string microgrid, Answers answers, DateOnly? month = null, Named<FindingState>? state = null, Named<Severity>? severity = null, int skip = 0, int take = Paging.DefaultTake) =>
                answers.Ok(new ListFindings(park, microgrid, month, state?.Value, severity?.Value, skip, take)))
            .Says(nameof(ListFindings), "What validations have found, open ones first; with a `month`, also its last validation and the rules that could not look.");

        api.MapGet(one, (string park, string microgrid, int finding, Answers answers) => answers.Ok(new GetFinding(park, microgrid, finding)))
            .Says(nameof(GetFinding), "One finding.");

        api.MapPost($"{one}/take", (string park, string microgrid, int finding, Versioned body, Answers answers) => answers.Changed(
                new TakeFinding(park, microgrid, finding, body.Version), new GetFinding(park, microgrid, finding)))
            .Says(nameof(TakeFinding), "Makes an open finding the work of whoever asks.", new Versioned(Guid.Empty));

        api.MapPost($"{one}/accept", (string park, string microgrid, int finding, Acceptance body, Answers answers) => answers.Changed(
                new AcceptFinding(park, microgrid, finding, body.Version, body.Reason), new GetFinding(park, microgrid, finding)))
            .Says(nameof(AcceptFinding), "Says that what was found is as it should be, and why.", new Acceptance(Guid.Empty, "The plant was being serviced"));

        api.MapPost($"{one}/reopen", (string park, string microgrid, int finding, Versioned body, Answers answers) => answers.Changed(
                new ReopenFinding(park, microgrid, finding, body.Version), new GetFinding(park, microgrid, finding)))
            .Says(nameof(ReopenFinding), "Gives a finding that someone has taken or accepted back to everyone.", new Versioned(Guid.Empty));

        api.MapGet($"{microgrid}/estimates", (string park, string microgrid, DateOnly from, DateOnly to, Answers answers, string[]? point = null) =>
                answers.Ok(new PreviewEstimates(park, microgrid, from, to, point)))
            .Says(nameof(PreviewEstimates), "What the declared methods would make of the gaps of a span, of each `point` named or of all; nothing is kept.");

        api.MapGet($"{microgrid}/metering-points/{{point}}/readings/{{day}}/estimates", (string park, string microgrid, string point, DateOnly day, int first, int last, Answers answers) =>
                answers.Ok(new PreviewMethods(park, microgrid, point, day, first, last)))
            .Says(nameof(PreviewMethods), "What each declared method would make of the intervals `first` to `last` of a metering point's day, numbered from 1, or why it cannot; nothing is kept.");

        api.MapPost($"{microgrid}/changes/gaps", (string park, string microgrid, Gaps body, Answers answers) => answers.Created(
                new EstimateGaps(park, microgrid, body.From, body.To, body.Points, body.Reason, body.GapsMayStay, body.Only),
                x => ApiPath.Of("parks", park, "microgrids", microgrid, "changes", x.Number.ToString(System.Globalization.CultureInfo.InvariantCulture))))
            .Says(nameof(EstimateGaps), "Proposes, as one change, what the declared methods make of the gaps of a span, or of those days of metering points that `only` names.",
                new Gaps(june, june.AddMonths(1), "The gateway was down", ["M-FORGE"]));
    }
}
