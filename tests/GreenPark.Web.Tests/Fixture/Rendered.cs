#pragma warning disable BL0006 // the frames of a render tree: what a component shows cannot be read otherwise
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.RenderTree;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace GreenPark.Web.Tests.Fixture;

/// <summary>A component without a browser: its texts, and clicks on its buttons.</summary>
internal sealed class Rendered() : Renderer(
    new ServiceCollection().AddSingleton<Web.Resources.Texts>().BuildServiceProvider(), NullLoggerFactory.Instance)
{
    private int root;

    public override Dispatcher Dispatcher { get; } = Dispatcher.CreateDefault();

    public async Task<T> ShowAsync<T>(Dictionary<string, object?> parameters) where T : IComponent
    {
        var component = (T)InstantiateComponent(typeof(T));
        root = AssignRootComponentId(component);
        await ChangeAsync(parameters);
        return component;
    }

    public Task ChangeAsync(Dictionary<string, object?> parameters) =>
        Dispatcher.InvokeAsync(() => RenderRootComponentAsync(root, ParameterView.FromDictionary(parameters)));

    /// <summary>The texts of all elements of a name, in order.</summary>
    public IReadOnlyList<string> Texts(string element) => [.. Frames(root).Where(x => x.Element == element && x.Frame.FrameType == RenderTreeFrameType.Text).Select(x => x.Frame.TextContent)];

    public Task ClickAsync(string label)
    {
        var frames = Frames(root).Select(x => x.Frame).ToList();
        var at = frames.FindIndex(x => x is { FrameType: RenderTreeFrameType.Attribute, AttributeName: "aria-label", AttributeValue: string value } && value == label);
        var click = frames.Skip(at).First(x => x is { FrameType: RenderTreeFrameType.Attribute, AttributeName: "onclick" });
        return Dispatcher.InvokeAsync(() => DispatchEventAsync(click.AttributeEventHandlerId, null, new Microsoft.AspNetCore.Components.Web.MouseEventArgs()));
    }

    /// <summary>All frames of a component and those in it, each with the element that it stands in.</summary>
    private IEnumerable<(string? Element, RenderTreeFrame Frame)> Frames(int component)
    {
        var range = GetCurrentRenderTreeFrames(component);
        var frames = range.Array.Take(range.Count).ToList();
        var open = new Stack<(string Name, int End)>();
        for (var i = 0; i < frames.Count; i++)
        {
            while (open.Count > 0 && open.Peek().End <= i) open.Pop();
            var frame = frames[i];
            if (frame.FrameType == RenderTreeFrameType.Element) open.Push((frame.ElementName, i + frame.ElementSubtreeLength));
            yield return (open.Count == 0 ? null : open.Peek().Name, frame);
            if (frame.FrameType != RenderTreeFrameType.Component) continue;
            foreach (var inner in Frames(frame.ComponentId)) yield return inner;
        }
    }

    protected override void HandleException(Exception exception) => throw new InvalidOperationException("A component failed.", exception);

    protected override Task UpdateDisplayAsync(in RenderBatch renderBatch) => Task.CompletedTask;
}
