using GreenPark.Application.Platform.Data;
using GreenPark.Application.Platform.Messaging;
using GreenPark.Engine.Failing;
using GreenPark.Web.Hosting;

namespace GreenPark.Web.Features;

internal static class RegisterRequests
{
    /// <summary>All rows of a paged list, for the choices of a select field and for lists that a page sorts itself.</summary>
    /// <param name="requests">Who asks.</param>
    /// <param name="page">The query of the rows after so many; its <c>Take</c> is <see cref="Paging.MaxTake"/>.</param>
    public static async Task<Result<IReadOnlyList<T>>> SendAll<T>(this Requests requests, Func<int, IMessage<Page<T>>> page)
    {
        var rows = new List<T>();
        while (true)
        {
            var result = await requests.Send(page(rows.Count));
            if (!result.TryGet(out var next)) return result.To<IReadOnlyList<T>>();
            rows.AddRange(next.Items);
            if (rows.Count >= next.Total || next.Items.Count == 0) return rows;
        }
    }

    /// <summary>The error of a required field that was left empty, where the request itself cannot say "nothing".</summary>
    public static IEnumerable<Error> Missing(params (string Field, bool IsMissing)[] fields) =>
        fields.Where(x => x.IsMissing).Select(x => Error.Invalid("field.missing").In(x.Field));

    /// <summary>Beside <see cref="Missing"/>, so that one answer names all empty fields.</summary>
    public static IEnumerable<Error> Blank(params (string Field, string? Text)[] fields) =>
        Missing([.. fields.Select(x => (x.Field, string.IsNullOrWhiteSpace(x.Text)))]);
}
