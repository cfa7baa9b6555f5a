using GreenPark.Application.Features.Retention;
using GreenPark.Application.Features.Retention.Commands;
using GreenPark.Application.Features.Retention.Queries;
using GreenPark.Application.Platform.Retention;
using GreenPark.Web.Hosting;

namespace GreenPark.Web.Features.Retention;

internal static class RetentionEndpoints
{
    public sealed record Period(RetentionRule Rule, int? Months, string Reason);

    /// <param name="To">The first day after the last month.</param>
    public sealed record NewHold(DateOnly From, DateOnly To, string Reason);

    public sealed record Released(string Reason);

    public static void MapRetention(this RouteGroupBuilder api)
    {
        const string retention = "/parks/{park}/retention", holds = $"{retention}/holds";

        api.MapGet(retention, (string park, Answers answers) => answers.Ok(new GetRetention(park)))
            .Says(nameof(GetRetention), "How long a park's data are kept, what was removed last, and the months on hold.");

        api.MapPut($"{retention}/{{kind}}", (string park, Named<RetentionKind> kind, Period body, Answers answers) =>
                answers.Changed(new SetRetention(park, kind.Value, body.Rule, body.Months, body.Reason), new GetRetention(park)))
            .Says(nameof(SetRetention), "How long a park keeps a kind of its data: as the installation does, so many whole months, or for ever.", new Period(RetentionRule.Months, 60, "The supply contracts say five years."));

        api.MapPost(holds, (string park, NewHold body, Answers answers) => answers.Created(
                new HoldMonths(park, body.From, body.To, body.Reason), new GetRetention(park), "parks", park, "retention"))
            .Says(nameof(HoldMonths), "Puts whole months on hold: nothing of them is removed until the hold is released.", new NewHold(new DateOnly(2026, 1, 1), new DateOnly(2026, 4, 1), "A dispute over the first quarter."));

        api.MapPost($"{holds}/{{hold:int}}/release", (string park, int hold, Released body, Answers answers) =>
                answers.Changed(new ReleaseHold(park, hold, body.Reason), new GetRetention(park)))
            .Says(nameof(ReleaseHold), "A hold stands no longer.", new Released("The dispute is settled."));
    }
}
