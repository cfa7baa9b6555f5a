namespace GreenPark.Engine.Intake;

/// <summary>The sentences of amounts that cannot be taken.</summary>
internal static class AmountErrors
{
    public static Error Of(AmountFault fault, string text, string channel) => fault switch
    {
        AmountFault.TooFine => Error.Invalid("intake.amount_too_fine", text, channel),
        AmountFault.TooLarge => Error.Invalid("intake.amount_too_large", text, channel),
        _ => Error.Invalid("intake.amount_no_number", text, channel),
    };
}
