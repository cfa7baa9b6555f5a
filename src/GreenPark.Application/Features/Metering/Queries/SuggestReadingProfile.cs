using System.Text;
using GreenPark.Application.Features.Microgrids;
using GreenPark.Engine.Intake;

namespace GreenPark.Application.Features.Metering.Queries;

/// <summary>How a file looks as if it should be read: what it tells of itself, with the reason, and what a person must tell.</summary>
[Allow(Role.ReadingSenders)]
public sealed record SuggestReadingProfile(string Park, string Microgrid, string FileName, ReadOnlyMemory<byte> File) : IQuery<SuggestReadingProfile.Suggestion>
{
    /// <param name="Profile">JSON; its channels lead to metering points of the same name where there are such.</param>
    /// <param name="Reasons">What was seen.</param>
    /// <param name="Questions">What the file does not tell; their field is the profile's path.</param>
    /// <param name="Columns">The names of the file's columns, for whoever says it otherwise.</param>
    public sealed record Suggestion(string Profile, IReadOnlyList<Error> Reasons, IReadOnlyList<Error> Questions, IReadOnlyList<string> Columns);

    internal sealed class Handler(GreenParkDb db, ImportOptions options, CurrentUser user) : IQueryHandler<SuggestReadingProfile, Suggestion>
    {
        public async Task<Result<Suggestion>> Handle(SuggestReadingProfile query, CancellationToken cancellationToken)
        {
            var found = await db.FindMicrogridAsync(query.Park, query.Microgrid, user, cancellationToken);
            if (!found.TryGet(out var microgrid)) return found.To<Suggestion>();
            if (query.File.Length > options.MaxBytes) return Error.Invalid("import.too_large", query.File.Length, options.MaxBytes).At(query.FileName);
            var suggested = ProfileSuggester.Suggest(query.File, query.FileName);
            if (!suggested.TryGet(out var suggestion)) return suggested.To<Suggestion>();
            var points = await db.PointCodesAsync(microgrid.Id, cancellationToken);
            var channels = ChannelNames.Of(query.File, query.FileName, suggestion.Profile).ToDictionary(x => x, x => ChannelNames.Suggested(x, points));
            return new Suggestion(Encoding.UTF8.GetString(ImportProfileJson.Write(suggestion.Profile with { Channels = channels })), suggestion.Reasons, suggestion.Questions, suggestion.Columns);
        }
    }
}
