using System.Resources;

namespace GreenPark.Application.Platform;

/// <summary>The texts of the application's error codes; the engine has its own (<see cref="ErrorTexts.Engine"/>).</summary>
public static class ErrorResources
{
    public static readonly ResourceManager Application = new("GreenPark.Application.Platform.Errors", typeof(ErrorResources).Assembly);

    /// <summary>Application and engine together: what doors use.</summary>
    public static readonly ErrorTexts Texts = new(Application, ErrorTexts.Engine);
}
