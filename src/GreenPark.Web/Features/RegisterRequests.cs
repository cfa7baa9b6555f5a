using GreenPark.Application.Platform.Data;
using GreenPark.Application.Platform.Messaging;
using GreenPark.Engine.Failing;
using GreenPark.Web.Components.Ui;
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

    /// <summary>
    /// Sends a form's command. With a required field left empty it is only checked, with a stand-in in that field's place, so that one
    /// answer names all that is wrong.
    /// </summary>
    public static async Task<Result<T>> Send<T>(this Requests requests, ICommand<T> command, IEnumerable<Error> missing)
    {
        var empty = missing.ToList();
        if (empty.Count == 0) return await requests.Send(command);
        using var rehearsal = Rehearsal.Begin();
        var others = Rehearsal.Found((await requests.Send(command)).Errors).Where(x => empty.All(e => FormState.FieldOf(x) != e.Field));
        return Result<T>.Failure([.. empty, .. others]);
    }
}
