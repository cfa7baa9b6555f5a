using GreenPark.Engine.Failing;
using Microsoft.AspNetCore.Components;

namespace GreenPark.Web.Components.Ui;

/// <summary>What all fields share. <see cref="Name"/> is the name of the request's property, so that its errors find the field.</summary>
public abstract class FieldBase<TValue> : ComponentBase, IDisposable
{
    private readonly string unique = Guid.NewGuid().ToString("N")[..6];
    private string? ownProblem;

    [Inject] private ErrorTexts Words { get; set; } = null!;
    [CascadingParameter] private FormState? Around { get; set; }

    [Parameter, EditorRequired] public string Name { get; set; } = "";
    [Parameter, EditorRequired] public string Label { get; set; } = "";
    [Parameter] public string? Hint { get; set; }
    [Parameter] public bool Required { get; set; }
    [Parameter] public bool Disabled { get; set; }

    /// <summary>Takes both columns of the form.</summary>
    [Parameter] public bool Whole { get; set; }

    /// <summary>Another property whose errors show here too: a range is checked as one and typed as two days.</summary>
    [Parameter] public string? Also { get; set; }
    [Parameter] public TValue? Value { get; set; }
    [Parameter] public EventCallback<TValue?> ValueChanged { get; set; }

    /// <summary>What the field itself found wrong with the input, before anything was sent.</summary>
    protected string? OwnProblem
    {
        get => ownProblem;
        set
        {
            ownProblem = value;
            if (value is null) Around?.Unreadable?.Remove(this);
            else if (Around?.Unreadable is { } fields) fields[this] = Name;
            if (value is not null) Around?.Typed?.Invoke();
        }
    }

    protected FormState Form => Around ?? FormState.None;
    protected string Id => $"{Name}-{unique}";

    /// <summary>While the input means nothing, what the last answer said of the value before it says nothing of it.</summary>
    protected IReadOnlyList<string> Problems =>
        OwnProblem is not null ? [OwnProblem] : [.. Form.Of(Name).Concat(Also is null ? [] : Form.Of(Also)).Select(TextOf)];
    protected virtual string TextOf(Error error) => Words.Text(error);

    protected string? Invalid => Problems.Count > 0 ? "true" : null;

    protected string? DescribedBy
    {
        get
        {
            var ids = string.Join(' ', new[] { Hint is null ? null : $"{Id}-hint", Problems.Count > 0 ? $"{Id}-error" : null }.OfType<string>());
            return ids.Length == 0 ? null : ids;
        }
    }

    public override async Task SetParametersAsync(ParameterView parameters)
    {
        await base.SetParametersAsync(parameters);
        if (Around?.Labels is not { } labels) return;
        labels[Name] = Label;
        if (Also is not null) labels[Also] = Label;
    }

    protected Task SetAsync(TValue? value)
    {
        Value = value;
        Around?.Typed?.Invoke();
        return ValueChanged.InvokeAsync(value);
    }

    public void Dispose()
    {
        Around?.Unreadable?.Remove(this);
        GC.SuppressFinalize(this);
    }
}
