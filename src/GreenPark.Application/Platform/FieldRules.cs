namespace GreenPark.Application.Platform;

/// <summary>
/// Checks that many requests share. Each names its error code; the texts get the value as <c>{0}</c>, or the limits given.
/// </summary>
public static class FieldRules
{
    /// <summary>All of something, in parts per million.</summary>
    public const int Whole = 1_000_000;

    /// <summary>A terawatt, and as watt-hours a terawatt-hour: far above any park, far below where sums overflow.</summary>
    public const long MostWatts = 1_000_000_000_000;

    private static readonly DateOnly FirstDay = new(2000, 1, 1), LastDay = new(2100, 12, 31);

    /// <summary>Taken: by addresses of pages (<c>tenants/new</c>; dots alone are steps in a path), by columns that result files have beside the members' and points' own.</summary>
    private static readonly HashSet<string> Reserved = new(StringComparer.OrdinalIgnoreCase) { ".", "..", "new", "interval_start", "unattributed" };

    public static IRuleBuilderOptions<T, string> IsCode<T>(this IRuleBuilder<T, string> rule) =>
        rule.IsThere().Must(x => string.IsNullOrWhiteSpace(x) || Code.IsValid(x)).WithErrorCode("code.malformed")
            .Must(x => !Reserved.Contains(x ?? "")).WithErrorCode("code.reserved")
            .Must(x => x is not ['-', ..]).WithErrorCode("code.leading_hyphen");   // a cell that begins so is a formula to a spreadsheet

    /// <summary>Filled in. What else is asked of the field says nothing of an empty one, so that it has one error.</summary>
    public static IRuleBuilderOptions<T, string> IsThere<T>(this IRuleBuilder<T, string> rule) =>
        rule.Must(x => !string.IsNullOrWhiteSpace(x)).WithErrorCode("field.missing");

    /// <summary>There, and not too long.</summary>
    public static IRuleBuilderOptions<T, string> IsText<T>(this IRuleBuilder<T, string> rule, int maxLength) =>
        rule.IsThere().FitsIn(maxLength);

    /// <summary>Not null (empty is fine), and not too long.</summary>
    public static IRuleBuilderOptions<T, string> IsOptionalText<T>(this IRuleBuilder<T, string> rule, int maxLength) =>
        rule.Must(x => x is not null).WithErrorCode("field.missing").FitsIn(maxLength);

    private static IRuleBuilderOptions<T, string> FitsIn<T>(this IRuleBuilder<T, string> rule, int maxLength) =>
        rule.Must(x => x is null || x.Length <= maxLength).WithErrorCode("field.too_long").WithState(_ => new object?[] { maxLength });

    /// <summary>In one of the two languages at least.</summary>
    public static void IsName<T>(this AbstractValidator<T> validator, System.Linq.Expressions.Expression<Func<T, string>> en, System.Linq.Expressions.Expression<Func<T, string>> zh)
    {
        var chinese = zh.Compile();
        validator.RuleFor(en).Must((all, x) => !string.IsNullOrWhiteSpace(x) || !string.IsNullOrWhiteSpace(chinese(all))).WithErrorCode("name.missing").IsOptionalText(BilingualName.MaxLength);
        validator.RuleFor(zh).IsOptionalText(BilingualName.MaxLength);
    }

    public static IRuleBuilderOptions<T, TNumber> IsWithin<T, TNumber>(this IRuleBuilder<T, TNumber> rule, TNumber least, TNumber most)
        where TNumber : IComparable<TNumber> =>
        rule.Must(x => x.CompareTo(least) >= 0 && x.CompareTo(most) <= 0).WithErrorCode("field.out_of_range").WithState(_ => new object?[] { least, most });

    public static IRuleBuilderOptions<T, TNumber?> IsWithin<T, TNumber>(this IRuleBuilder<T, TNumber?> rule, TNumber least, TNumber most)
        where TNumber : struct, IComparable<TNumber> =>
        rule.Must(x => x is not { } value || (value.CompareTo(least) >= 0 && value.CompareTo(most) <= 0))
            .WithErrorCode("field.out_of_range").WithState(_ => new object?[] { least, most });

    public static IRuleBuilderOptions<T, TEnum> IsKnown<T, TEnum>(this IRuleBuilder<T, TEnum> rule) where TEnum : struct, Enum =>
        rule.Must(Enum.IsDefined).WithErrorCode("field.unknown_choice");

    /// <summary>Of this century: on days near the calendar's ends nothing can be reckoned.</summary>
    public static IRuleBuilderOptions<T, DateOnly> IsDay<T>(this IRuleBuilder<T, DateOnly> rule) => rule.IsWithin(FirstDay, LastDay);

    public static IRuleBuilderOptions<T, DateOnly?> IsDay<T>(this IRuleBuilder<T, DateOnly?> rule) => rule.IsWithin(FirstDay, LastDay);

    /// <summary>Of this century, too.</summary>
    public static IRuleBuilderOptions<T, DateTimeOffset> IsInstant<T>(this IRuleBuilder<T, DateTimeOffset> rule) =>
        rule.Must(x => IsDay(DateOnly.FromDateTime(x.UtcDateTime))).WithErrorCode("field.out_of_range").WithState(_ => new object?[] { FirstDay, LastDay });

    public static IRuleBuilderOptions<T, DateRange> IsRange<T>(this IRuleBuilder<T, DateRange> rule) =>
        rule.Must(x => !x.IsEmpty).WithErrorCode("dates.empty_range").WithState((_, x) => new object?[] { x.From, x.To })
            .Must(x => IsDay(x.From) && IsDay(x.To)).WithErrorCode("field.out_of_range").WithState(_ => new object?[] { FirstDay, LastDay });

    private static bool IsDay(DateOnly? day) => day is null || (day >= FirstDay && day <= LastDay);

    /// <summary>g/kWh, not negative, at most four decimals.</summary>
    public static IRuleBuilderOptions<T, decimal> IsFactor<T>(this IRuleBuilder<T, decimal> rule) =>
        rule.Must(x => EmissionFactor.TryFrom(x, out _)).WithErrorCode("factor.malformed");

    public static IRuleBuilderOptions<T, decimal?> IsFactor<T>(this IRuleBuilder<T, decimal?> rule) =>
        rule.Must(x => x is not { } value || EmissionFactor.TryFrom(value, out _)).WithErrorCode("factor.malformed");

    /// <summary>A group of fields, there and each in order.</summary>
    public static void IsFilledIn<T, TFields>(this IRuleBuilder<T, TFields> rule, AbstractValidator<TFields> validator) =>
        rule.Must(x => x is not null).WithErrorCode("field.missing").SetValidator(validator);
}
