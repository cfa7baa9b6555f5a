namespace GreenPark.Web.Components.Layout;

/// <summary>Stands above every page while it is registered (a singleton): demo data, a development key.</summary>
/// <param name="TextKey">Key of its text.</param>
public sealed record ShellNotice(string TextKey);
