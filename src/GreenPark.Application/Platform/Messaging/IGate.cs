namespace GreenPark.Application.Platform.Messaging;

/// <summary>What a feature asks of a request beyond its roles and its fields; null lets it through.</summary>
public interface IGate<in TRequest>
{
    Task<Error?> RefusalAsync(TRequest request, CancellationToken cancellationToken);
}

/// <summary>
/// For commands that bind others or change who gets in: the person must have shown who they are a short while ago, not only hold a browser
/// that someone left open.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class FreshSignInAttribute : Attribute;
