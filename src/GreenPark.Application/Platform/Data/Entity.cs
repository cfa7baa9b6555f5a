namespace GreenPark.Application.Platform.Data;

/// <summary>
/// Root of an aggregate. <see cref="Version"/> is the concurrency token; the context writes a new one with every change, and a
/// command that changes the aggregate names the version its user saw.
/// </summary>
public abstract class Entity<TId> : IVersioned where TId : struct, IId<TId>
{
    public TId Id { get; private init; } = Data.Id.New<TId>();
    public Guid Version { get; private set; }
}

public interface IVersioned
{
    Guid Version { get; }
}

/// <summary>Has no code, and tells the audit record by what people know it.</summary>
public interface IHasLabel
{
    string Label { get; }
}

/// <summary>
/// Written once: no setters, refused by SaveChanges when changed or deleted, and refused by a trigger in both databases.
/// </summary>
public interface IAppendOnly;

/// <summary>A business rule: a class whose name is the rule as a sentence, checked inside the aggregate.</summary>
public abstract class Rule
{
    /// <summary>The error if the rule is broken, else null.</summary>
    public abstract Error? Check();

    public static Error? FirstBroken(params ReadOnlySpan<Rule> rules)
    {
        foreach (var rule in rules)
            if (rule.Check() is { } error) return error;
        return null;
    }
}
