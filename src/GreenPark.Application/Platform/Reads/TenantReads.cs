namespace GreenPark.Application.Platform.Reads;

/// <summary>
/// A request whose answer shows what is a tenant's own. Its handler notes whose, <see cref="TenantReads"/>; an answer without a note is a
/// bug. A test lists every query that is not marked, each with its reason.
/// </summary>
public interface IShowsTenants;

/// <summary>Whose data the message of this scope shows, as its handler found out.</summary>
public sealed class TenantReads
{
    private readonly List<Noted> notes = [];

    /// <param name="To">The first day after.</param>
    internal sealed record Noted(DataKind Kind, ParkId Park, IReadOnlyList<TenantId> Tenants, DateOnly? From, DateOnly? To);

    internal IReadOnlyList<Noted> Notes => notes;

    /// <param name="kind">What was shown.</param>
    /// <param name="park">Where.</param>
    /// <param name="tenants">Whose; none where the answer is of nobody, such as a plant's meter.</param>
    /// <param name="from">The first day.</param>
    /// <param name="to">The first day after.</param>
    public void Note(DataKind kind, ParkId park, IEnumerable<TenantId> tenants, DateOnly? from = null, DateOnly? to = null) => notes.Add(new Noted(kind, park, [.. tenants.Distinct()], from, to));
}
