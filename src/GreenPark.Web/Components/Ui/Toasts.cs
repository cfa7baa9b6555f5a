namespace GreenPark.Web.Components.Ui;

/// <summary>
/// Short news in the corner: "Saved". Not for errors that need reading; those stay in the page (<c>ErrorSummary</c>).
/// One instance per circuit.
/// </summary>
public sealed class Toasts
{
    private static readonly TimeSpan Shown = TimeSpan.FromSeconds(6);
    private readonly List<Toast> items = [];

    public event Action? Changed;

    public IReadOnlyList<Toast> Items => items;

    public void Good(string text) => Add(new Toast(text, Tone.Good));
    public void Warn(string text) => Add(new Toast(text, Tone.Warn));
    public void Bad(string text) => Add(new Toast(text, Tone.Bad));

    public void Remove(Toast toast)
    {
        if (items.Remove(toast)) Changed?.Invoke();
    }

    private async void Add(Toast toast)
    {
        items.Add(toast);
        Changed?.Invoke();
        await Task.Delay(Shown);
        Remove(toast);
    }
}

public sealed class Toast(string text, Tone tone)
{
    public string Text { get; } = text;
    public Tone Tone { get; } = tone;
}
