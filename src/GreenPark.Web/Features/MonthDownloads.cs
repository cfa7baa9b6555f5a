using System.Globalization;
using GreenPark.Application.Features.Attribution.Queries;
using GreenPark.Application.Features.AuditPacks.Queries;
using GreenPark.Application.Features.Statements.Queries;
using GreenPark.Application.Platform.Messaging;
using GreenPark.Engine.Failing;
using GreenPark.Web.Hosting;

namespace GreenPark.Web.Features;

/// <summary>
/// The files that pages offer, as plain links: the browser loads them itself, and nothing of them passes through a circuit. The same
/// messages as everywhere decide who gets what; a refusal is one readable line in the reader's language.
/// </summary>
internal static class MonthDownloads
{
    public static void MapMonthDownloads(this WebApplication app)
    {
        var files = app.MapGroup("/download/{park}").ExcludeFromDescription().RequireAuthorization();
        files.MapGet("/statements/{number}/{file}", (string park, string number, string file, HttpContext context) =>
            Enum.TryParse<StatementFile>(file, ignoreCase: true, out var kind) && !int.TryParse(file, CultureInfo.InvariantCulture, out _)
                ? AnswerAsync(context, new GetStatementFile(park, number, kind), x => File(x.Content, x.ContentType, x.FileName))
                : Task.FromResult(Results.NotFound()));
        files.MapGet("/microgrids/{microgrid}/runs/{run:int}/preview/{tenant}", (string park, string microgrid, int run, string tenant, HttpContext context) =>
            AnswerAsync(context, new PreviewStatement(park, microgrid, run, tenant), x => File(x.Content, x.ContentType, x.FileName)));
        files.MapGet("/microgrids/{microgrid}/runs/{run:int}/files/{file}", (string park, string microgrid, int run, string file, HttpContext context) =>
            AnswerAsync(context, new GetRunFile(park, microgrid, run, file), x => File(x.Content.ToArray(), x.ContentType, $"{microgrid}-run-{run}-{x.FileName}")));
        files.MapGet("/microgrids/{microgrid}/runs/{run:int}/pack", (string park, string microgrid, int run, HttpContext context) =>
            AnswerAsync(context, new GetPack(park, microgrid, run), x => File(x.Content, "application/zip", x.FileName)));
    }

    private static IResult File(byte[] content, string contentType, string fileName) => Results.Bytes(content, contentType, fileName, enableRangeProcessing: true);

    private static async Task<IResult> AnswerAsync<T>(HttpContext context, IMessage<T> message, Func<T, IResult> file)
    {
        var sender = context.RequestServices.GetRequiredService<Sender>();
        var result = await sender.Send(message, SignedInUser.Of(context.User), context.RequestAborted);
        context.Response.Headers.CacheControl = "private, no-store";
        if (result.TryGet(out var value)) return file(value);
        var words = context.RequestServices.GetRequiredService<ErrorTexts>();
        var error = result.FirstError;
        return Results.Text($"{words.Text(error)} ({error.Code})\n", "text/plain", System.Text.Encoding.UTF8, StatusOf(error.Kind));
    }

    private static int StatusOf(ErrorKind kind) => kind switch
    {
        ErrorKind.NotFound => StatusCodes.Status404NotFound,
        ErrorKind.Forbidden => StatusCodes.Status403Forbidden,
        ErrorKind.Conflict => StatusCodes.Status409Conflict,
        _ => StatusCodes.Status422UnprocessableEntity,
    };
}
