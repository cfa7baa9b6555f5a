using GreenPark.Application.Platform.People;
using Microsoft.AspNetCore.Components;

namespace GreenPark.Web.Features.AuditRecords;

/// <summary>The same for all parks, and for what belongs to none.</summary>
[Route("/administration/audit")]
[May(Permission.KeepParks)]
public sealed class AllAuditRecordsPage : AuditRecordsPage;
