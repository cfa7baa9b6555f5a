using System.Text;
using GreenPark.Application.Features.Statements.Queries;
using GreenPark.Application.Platform.Messaging;
using GreenPark.Application.Platform.People;
using GreenPark.Web.Hosting;

namespace GreenPark.Web.Features.Statements;

internal static class IssuerDownload
{
    public const string Path = "/issuer.pem";

    /// <summary>For <c>greenpark verify --issuer issuer.pem</c>.</summary>
    public static void MapIssuerDownload(this WebApplication app) => app.MapGet(Path, async (HttpContext context, Sender sender) =>
        {
            var issuer = await sender.Send(new GetIssuer(), CurrentUser.System, context.RequestAborted);
            return Results.File(Encoding.ASCII.GetBytes(issuer.Value.Pem), "application/x-pem-file", "issuer.pem");
        }).ExcludeFromDescription().AllowAnonymous().RequireRateLimiting(Limits.Public);
}
