using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;

namespace GreenPark.Web.Features.AuditRecords;

/// <summary>The same for all parks, and for what belongs to none.</summary>
[Route("/administration/audit")]
[Authorize(Roles = "Administrator")]
public sealed class AllAuditRecordsPage : AuditRecordsPage;
