using GreenPark.Application.Features.Metering;
using GreenPark.Application.Features.Metering.Commands;
using GreenPark.Application.Features.Metering.Queries;
using GreenPark.Engine.Validation;
using GreenPark.Web.Hosting;

namespace GreenPark.Web.Features.Metering;

internal static class ThresholdsEndpoints
{
    /// <param name="Version">Of the park's own thresholds that were read; null where the default ones count.</param>
    public sealed record Own(Guid? Version, ThresholdFields Limits);

    public static void MapThresholds(this RouteGroupBuilder api)
    {
        const string thresholds = "/parks/{park}/thresholds", ofClass = $"{thresholds}/{{meterClass}}";

        api.MapGet(thresholds, (string park, Answers answers) => answers.Ok(new GetThresholds(park)))
            .Says(nameof(GetThresholds), "From where on validation speaks up, for each class of meters, beside the default.");

        api.MapPut(ofClass, (string park, Named<MeterClass> meterClass, Own body, Answers answers) => answers.Changed(new SetThresholds(park, meterClass.Value, body.Version, body.Limits), new GetThresholds(park)))
            .Says(nameof(SetThresholds), "Sets the park's own thresholds for a class of meters; validations on record keep those they used.",
                new Own(null, new ThresholdFields(120, 50_000, 8, 1_600_000, 360, 24 * 60, 50_000)));

        api.MapDelete(ofClass, (string park, Named<MeterClass> meterClass, Guid version, Answers answers) => answers.Changed(new ResetThresholds(park, meterClass.Value, version), new GetThresholds(park)))
            .Says(nameof(ResetThresholds), "Gives up the park's own thresholds of a class of meters: the default ones count again.");
    }
}
