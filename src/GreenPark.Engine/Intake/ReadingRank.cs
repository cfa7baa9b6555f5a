using GreenPark.Engine.Metering;

namespace GreenPark.Engine.Intake;

/// <summary>Which of several qualities is told of what is made of all of them: edited before estimated before measured.</summary>
internal static class ReadingRank
{
    public static int Of(byte quality) => (ReadingQuality)quality switch { ReadingQuality.Edited => 3, ReadingQuality.Estimated => 2, ReadingQuality.Measured => 1, _ => 0 };

    public static byte Worse(byte one, byte other) => Of(other) > Of(one) ? other : one;
}
