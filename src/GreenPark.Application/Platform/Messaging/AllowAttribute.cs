namespace GreenPark.Application.Platform.Messaging;

/// <summary>Who may send the request. A test lists every request and fails on one without.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class AllowAttribute(Role roles) : Attribute
{
    public Role Roles { get; } = roles;

    /// <summary>What a user without these roles is told: who may, or, a key, what keys are for.</summary>
    public static Error Refusal(CurrentUser user, Role allowed) =>
        user.Roles == Role.MeterGateway ? Error.Forbidden("api_key.only_readings") : Error.Forbidden("user.not_allowed", allowed & ~Role.MeterGateway);
}
