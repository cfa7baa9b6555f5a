using System.Text;
using GreenPark.Application.Features.Microgrids;
using GreenPark.Engine.Intake;

namespace GreenPark.Application.Features.Metering.Queries;

/// <summary>How a file looks as if it should be read: what it tells of itself, with the reason, and what a person must tell.</summary>
[Allow(Permission.SendReadings)]
public sealed record SuggestReadingProfile(string Park, string Microgrid, string FileName, SentFile File) : IQuery<SuggestReadingProfile.Suggestion>, IInPark
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
            if (ReadBy.WideCsv.TooLarge(query.File, options) is { } tooLarge) return tooLarge.At(query.FileName);
            var isLarge = query.File.Length > options.InBlocksAboveBytes && LargeSample.IsPossible(query.File.Head(LargeSample.HeadBytes).Span);
            if (!isLarge && query.File.Length > options.MaxBytesInMemory) return Error.Invalid("import.too_large_for_format", query.File.Length, options.MaxBytesInMemory).At(query.FileName);
            var file = isLarge ? LargeSample.Of(query.File.Open, query.File.Length) : query.File.ToMemory();
            var suggested = ProfileSuggester.Suggest(file, query.FileName);
            if (!suggested.TryGet(out var suggestion)) return suggested.To<Suggestion>();
            if (isLarge && new ReadBy("", suggestion.Profile).TooLarge(query.File, options) is { } fault) return fault.At(query.FileName);
            var points = await db.PointCodesAsync(microgrid.Id, cancellationToken, user);
            try
            {
                var channels = Names(query, suggestion.Profile, isLarge, cancellationToken).ToDictionary(x => x, x => ChannelNames.Suggested(x, points));
                return new Suggestion(Encoding.UTF8.GetString(ImportProfileJson.Write(suggestion.Profile with { Channels = channels })), suggestion.Reasons, suggestion.Questions, suggestion.Columns);
            }
            catch (NoTemporaryFile)
            {
                return Error.Conflict("import.temporary_folder", options.TemporaryFolder).At(query.FileName);
            }
            catch (IOException full) when (Disk.IsFull(full))
            {
                return Error.Conflict("import.no_room", query.File.Length).At(query.FileName);
            }
        }

        /// <summary>Of a large long file the sample has not seen every meter: then all of it is looked through.</summary>
        private IEnumerable<string> Names(SuggestReadingProfile query, ImportProfile profile, bool isLarge, CancellationToken cancellationToken)
        {
            if (!isLarge || profile.Format != IntakeFormat.LongCsv) return ChannelNames.Of(query.File, query.FileName, profile);
            using var spill = TemporaryFiles.Create(options.TemporaryFolder);
            return ChannelNames.Of(query.File, query.FileName, profile).Union(LargeCsv.Names(new LargeFile(query.FileName, query.File.Open, query.File.Length, spill, cancellationToken), profile)).ToList();
        }
    }
}
