namespace GreenPark.Application.Platform.Messaging;

/// <summary>Who may send the request. A test lists every request and fails on one without.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class AllowAttribute(Role roles) : Attribute
{
    public Role Roles { get; } = roles;
}
