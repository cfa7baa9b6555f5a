using System.IO.Compression;
using GreenPark.Application.Features.Statements.Queries;
using GreenPark.Application.Platform.Data;
using GreenPark.Engine.Failing;
using GreenPark.Web.Hosting;

namespace GreenPark.Web.Features.Statements;

/// <summary>All statements of a month that count, each as PDF, JSON and proof. They are read one by one while the archive is on its way.</summary>
internal sealed class StatementsZip(Answers answers, string park, DateOnly month) : IResult
{
    public async Task ExecuteAsync(HttpContext context)
    {
        var listed = await ListAsync();
        if (!listed.TryGet(out var numbers))
        {
            await Problems.WriteAsync(context, listed);
            return;
        }
        context.Response.ContentType = "application/zip";
        context.Response.Headers.ContentDisposition = $"attachment; filename={park}-statements-{month:yyyy-MM}.zip";
        await using var zip = await ZipArchive.CreateAsync(context.Response.BodyWriter.AsStream(leaveOpen: true), ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, context.RequestAborted);
        foreach (var number in numbers)
            foreach (var kind in Enum.GetValues<StatementFile>())
            {
                var file = (await answers.Ask(new GetStatementFile(park, number, kind))).Value;   // issued ones stay: a fault here is a bug and cuts the answer off
                await using var entry = await zip.CreateEntry(file.FileName, CompressionLevel.Fastest).OpenAsync(context.RequestAborted);
                await entry.WriteAsync(file.Content, context.RequestAborted);
            }
    }

    private async Task<Result<List<string>>> ListAsync()
    {
        var numbers = new List<string>();
        for (var skip = 0; ;)
        {
            var read = await answers.Ask(new ListStatements(park, Skip: skip, Take: Paging.MaxTake, Month: month));
            if (!read.TryGet(out var page)) return read.To<List<string>>();
            numbers.AddRange(page.Items.Where(x => !x.Superseded).Select(x => x.Number));
            skip += page.Items.Count;
            if (skip >= page.Total || page.Items.Count == 0) return numbers.Count > 0 ? numbers : Error.NotFound("statement.not_found", $"{month:yyyy-MM}");
        }
    }
}
