using GreenPark.Application.Features.Identity;
using GreenPark.Application.Features.Metering.Commands;
using GreenPark.Application.Platform;
using GreenPark.Application.Platform.Messaging;
using GreenPark.Application.Platform.People;
using GreenPark.Web.Resources;

namespace GreenPark.Web.Features.AuditRecords;

/// <summary>The words for commands and roles as audit records name them; a name that nobody knows any more shows itself.</summary>
internal static class AuditWords
{
    /// <summary>Every command there is.</summary>
    public static readonly IReadOnlyList<string> All =
        [.. typeof(ErrorResources).Assembly.GetTypes().Where(x => x is { IsClass: true, IsAbstract: false } && x.IsAssignableTo(typeof(IChangesData))).Select(x => x.Name).Order(StringComparer.Ordinal)];

    public static string Action(Texts texts, string action) => texts[$"audit.do.{action}"] is var text && text.StartsWith("audit.do.", StringComparison.Ordinal) ? action : text;

    /// <summary>An import with a reason takes nothing at once: it proposes a correction, and is called so.</summary>
    public static string Action(Texts texts, string action, string reason) => action == nameof(ImportReadings) && reason.Length > 0 ? texts["audit.proposeCorrection"] : Action(texts, action);

    /// <summary>The name of what was changed; of a role that somebody was given, the role's word in place of its code.</summary>
    public static string Object(Texts texts, string type, string name) =>
        type == nameof(RoleAssignment) && name.LastIndexOf(' ') is var at and > 0 && Enum.TryParse<Role>(name[(at + 1)..], out var role) ? $"{name[..at]} ({texts[$"role.{role}"]})" : name;

    /// <summary>Empty for the system.</summary>
    public static string Roles(Texts texts, string actingAs) => string.Join(texts["terms.comma"], actingAs.Split(", ").Where(x => x != nameof(Role.None)).Select(x => texts[$"role.{x}"]));
}
