namespace GreenPark.Application.Platform.Data;

public static class Days
{
    public static DateOnly FirstOfMonth(this DateOnly day) => new(day.Year, day.Month, 1);
}
