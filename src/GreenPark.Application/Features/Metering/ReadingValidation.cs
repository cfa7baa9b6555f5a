using System.Text.Json;
using GreenPark.Application.Features.Microgrids;
using GreenPark.Engine.Validation;

namespace GreenPark.Application.Features.Metering;

public readonly record struct ReadingValidationId(Guid Value) : IId<ReadingValidationId>
{
    public static ReadingValidationId Of(Guid value) => new(value);
}

/// <summary>That a month was validated: when, by whom, what came of it, and which rules could not look. The newest one of a month counts.</summary>
public sealed class ReadingValidation : IAppendOnly, IOfWholePark, IHasLabel, IOfPark, IOfMonth
{
    private sealed record Entry(string Rule, string[] Points, string Reason);

    private ReadingValidation() { }

    string IHasLabel.Label => $"{Month:yyyy-MM}";

    public ReadingValidationId Id { get; private init; } = Platform.Data.Id.New<ReadingValidationId>();
    public ParkId ParkId { get; private init; }
    public MicrogridId MicrogridId { get; private init; }
    public DateOnly Month { get; private init; }

    /// <summary>Within the month, from 1.</summary>
    public int Number { get; private init; }
    public DateTime At { get; private init; }
    public string By { get; private init; } = "";

    /// <summary>Metering points looked at.</summary>
    public int Points { get; private init; }
    public int Errors { get; private init; }
    public int Warnings { get; private init; }
    public int Infos { get; private init; }

    /// <summary>A JSON array.</summary>
    public string NotCheckedJson { get; private init; } = "[]";

    /// <summary>All thresholds that counted then, the engine's record as JSON: others may count now.</summary>
    public string ThresholdsJson { get; private init; } = "{}";

    internal ValidationThresholds Thresholds => JsonSerializer.Deserialize<ValidationThresholds>(ThresholdsJson)!;

    internal IReadOnlyList<NotChecked> NotChecked =>
        [.. JsonSerializer.Deserialize<Entry[]>(NotCheckedJson)!.Select(x => new NotChecked(x.Rule, [.. x.Points], x.Reason))];

    internal static ReadingValidation Of(Microgrid microgrid, DateOnly month, int number, int points, ValidationThresholds thresholds, ValidationReport report, CurrentUser by, DateTime at) => new()
    {
        ParkId = microgrid.ParkId, MicrogridId = microgrid.Id, Month = month, Number = number, At = at, By = by.Name, Points = points,
        Errors = Count(report, Severity.Error), Warnings = Count(report, Severity.Warning), Infos = Count(report, Severity.Info),
        NotCheckedJson = JsonSerializer.Serialize(report.NotChecked.Select(x => new Entry(x.Rule, [.. x.Points], x.Reason))),
        ThresholdsJson = JsonSerializer.Serialize(thresholds),
    };

    private static int Count(ValidationReport report, Severity severity) => report.Findings.Count(x => x.Severity == severity);

    internal sealed class Mapping : IEntityTypeConfiguration<ReadingValidation>
    {
        public void Configure(EntityTypeBuilder<ReadingValidation> builder)
        {
            builder.Property(x => x.By).HasMaxLength(AppUser.NameLength);
            builder.HasIndex(x => new { x.MicrogridId, x.Month, x.Number }).IsUnique();
            builder.HasOne<Microgrid>().WithMany().HasForeignKey(x => x.MicrogridId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
