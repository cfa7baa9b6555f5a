namespace GreenPark.Web.Components.Ui;

/// <summary>What a colour says. Colour is never the only sign: text or icon says the same.</summary>
public enum Tone { Quiet, Good, Warn, Bad, Info, Past }

public static class Tones
{
    public static string Css(this Tone tone) => tone switch
    {
        Tone.Good => "tone-good",
        Tone.Warn => "tone-warn",
        Tone.Bad => "tone-bad",
        Tone.Info => "tone-info",
        Tone.Past => "tone-past",
        _ => "tone-quiet",
    };

    public static string IconOf(this Tone tone) => tone switch
    {
        Tone.Good => "check",
        Tone.Warn or Tone.Bad => "warning",
        _ => "info",
    };
}
