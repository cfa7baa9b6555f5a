namespace GreenPark.Web.Hosting;

/// <summary>Why the application does not start: a sentence that names the setting and what to do. Shown without a stack trace.</summary>
public sealed class Refusal(string message) : Exception(message);
