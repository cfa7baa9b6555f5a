namespace GreenPark.Application.Platform.Messaging;

/// <summary>What it takes to send the request: one of these. A test lists every request and fails on one without.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class AllowAttribute(params Permission[] permissions) : Attribute
{
    public IReadOnlyList<Permission> Permissions { get; } = permissions;

    public bool Admits(CurrentUser user) => user.IsSystem || Permissions.Any(user.May);

    /// <summary>What a user whom it does not admit is told: what it takes, or, a key, what keys are for.</summary>
    public Error Refusal(CurrentUser user) => user.Role == Role.MeterGateway ? Error.Forbidden("api_key.only_readings") : Error.Forbidden("user.not_allowed", Permissions[0]);
}
