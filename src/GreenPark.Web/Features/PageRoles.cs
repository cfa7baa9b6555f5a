using GreenPark.Application.Platform.People;

namespace GreenPark.Web.Features;

/// <summary>Who may open a form, as the attribute of a page wants it; the same groups as in <see cref="Role"/>.</summary>
internal static class PageRoles
{
    public const string Administrators = nameof(Role.Administrator);
    public const string Operators = $"{nameof(Role.ParkOperator)},{nameof(Role.Administrator)}";
    public const string ReadLogReaders = $"{nameof(Role.TenantUser)},{nameof(Role.ComplianceOfficer)},{nameof(Role.Administrator)}";
    public const string FactorKeepers = $"{nameof(Role.ParkOperator)},{nameof(Role.ComplianceOfficer)},{nameof(Role.Administrator)}";
}
