using GreenPark.Application.Platform;
using GreenPark.Application.Platform.Reads;
using GreenPark.Web.Resources;

namespace GreenPark.Web.Features.DataAccess;

/// <summary>The words for the requests that show a tenant's data; one that there is no more shows its name.</summary>
internal static class ReadWords
{
    /// <summary>Every request that leaves a look.</summary>
    public static readonly IReadOnlyList<string> All =
        [.. typeof(ErrorResources).Assembly.GetTypes().Where(x => x is { IsClass: true, IsAbstract: false } && x.IsAssignableTo(typeof(IShowsTenants))).Select(x => x.Name).Order(StringComparer.Ordinal)];

    public static string Request(Texts texts, string request) => texts[$"reads.did.{request}"] is var text && text.StartsWith("reads.did.", StringComparison.Ordinal) ? request : text;
}
