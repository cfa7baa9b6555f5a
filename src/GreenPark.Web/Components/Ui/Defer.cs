using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace GreenPark.Web.Components.Ui;

/// <summary>
/// Renders its content after its elder siblings have been initialised, in the same batch: columns and tabs announce
/// themselves first, so that even the prerendered page has them.
/// </summary>
public sealed class Defer : ComponentBase
{
    [Parameter] public RenderFragment? ChildContent { get; set; }

    protected override void BuildRenderTree(RenderTreeBuilder builder) => builder.AddContent(0, ChildContent);
}
