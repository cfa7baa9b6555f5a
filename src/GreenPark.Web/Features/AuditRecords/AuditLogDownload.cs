using GreenPark.Application.Features.AuditRecords.Queries;
using GreenPark.Engine.Evidence;
using GreenPark.Web.Hosting;

namespace GreenPark.Web.Features.AuditRecords;

/// <summary>A whole chain of audit records as lines, read piece by piece while they are on their way.</summary>
internal sealed class AuditLogDownload(Answers answers, string? park) : IResult
{
    public async Task ExecuteAsync(HttpContext context)
    {
        var read = await answers.Ask(new GetAuditLines(park));
        if (!read.TryGet(out var piece))
        {
            await Problems.WriteAsync(context, read);
            return;
        }
        context.Response.ContentType = "application/x-ndjson";
        context.Response.Headers.ContentDisposition = $"attachment; filename={(string.IsNullOrEmpty(park) ? AuditEntry.Platform : park)}-audit-log.jsonl";
        while (piece.Last is { } last)
        {
            await context.Response.Body.WriteAsync(piece.Text, context.RequestAborted);
            piece = (await answers.Ask(new GetAuditLines(park, last))).Value;   // it was there a moment ago: a fault is a bug and cuts the answer off
        }
    }
}
