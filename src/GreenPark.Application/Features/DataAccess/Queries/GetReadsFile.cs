using System.Globalization;
using System.Text;

namespace GreenPark.Application.Features.DataAccess.Queries;

/// <summary>All the looks that are asked for, as a CSV.</summary>
[Allow(Permission.SeeReads)]
public sealed record GetReadsFile(string Park, string Tenant, SoughtReads Sought) : IQuery<GetReadsFile.Download>, IInPark, IInTenant
{
    public const string Header = "at,kind,first_day,day_after,person,acting_as,own,address,request";

    public sealed record Download(string FileName, byte[] Content);

    internal sealed class Handler(GreenParkDb db) : IQueryHandler<GetReadsFile, Download>
    {
        public async Task<Result<Download>> Handle(GetReadsFile query, CancellationToken cancellationToken)
        {
            var found = await query.Sought.OfAsync(db, query.Park, query.Tenant, cancellationToken);
            if (!found.TryGet(out var reads)) return found.To<Download>();
            var csv = new StringBuilder(Header).Append("\r\n");
            await foreach (var x in reads.AsAsyncEnumerable().WithCancellation(cancellationToken))
                csv.Append(CultureInfo.InvariantCulture, $"{x.At:yyyy-MM-ddTHH:mm:ssZ},{x.Kind},{x.From:yyyy-MM-dd},{x.To:yyyy-MM-dd},{Text(x.UserName)},{Text(x.ActingAs)},{(x.IsOwn ? "yes" : "no")},{Text(x.Address)},{x.Request}\r\n");
            return new Download($"{query.Tenant}-reads.csv", Encoding.UTF8.GetBytes(csv.ToString()));
        }

        /// <summary>In quotes; a name that a spreadsheet would take for a formula is told to be a text.</summary>
        private static string Text(string text) => $"\"{(text.Length > 0 && "=+-@\t\r".Contains(text[0]) ? "'" : "")}{text.Replace("\"", "\"\"")}\"";
    }
}
