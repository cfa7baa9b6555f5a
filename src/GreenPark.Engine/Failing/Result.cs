using System.Diagnostics.CodeAnalysis;

namespace GreenPark.Engine.Failing;

/// <summary>Either a value or at least one error. <c>default</c> is not a valid result.</summary>
public readonly struct Result<T>
{
    private readonly T? value;
    private readonly IReadOnlyList<Error>? errors;

    private Result(T? value, IReadOnlyList<Error>? errors, int errorCount)
    {
        this.value = value;
        this.errors = errors;
        ErrorCount = errorCount;
    }

    public bool IsSuccess => errors is null;
    public bool IsFailure => errors is not null;

    /// <summary>The value; asking a failure for it is a bug.</summary>
    public T Value => errors is null ? value! : throw new InvalidOperationException($"The result failed: {errors[0].Code}.");

    /// <summary>The errors kept in full, at most the first hundred.</summary>
    public IReadOnlyList<Error> Errors => errors ?? [];

    /// <summary>How many errors there were, those beyond <see cref="Errors"/> included.</summary>
    public int ErrorCount { get; }

    public Error FirstError => Errors[0];

    public static Result<T> Success(T value) => new(value, null, 0);

    public static Result<T> Failure(IReadOnlyList<Error> errors, int? count = null) =>
        errors.Count == 0 ? throw new ArgumentException("A failure needs an error.", nameof(errors)) : new(default, errors, count ?? errors.Count);

    public bool TryGet([MaybeNullWhen(false)] out T result)
    {
        result = value;
        return IsSuccess;
    }

    public Result<TOther> To<TOther>() => Result<TOther>.Failure(Errors, ErrorCount);

    public static implicit operator Result<T>(T value) => Success(value);
    public static implicit operator Result<T>(Error error) => Failure([error]);
}

/// <summary>Collects errors while an input is read: the first hundred in full, the rest counted.</summary>
public sealed class ErrorList
{
    public const int KeptInFull = 100;
    private readonly List<Error> kept = [];

    public int Count { get; private set; }
    public bool Any => Count > 0;

    public void Add(Error error)
    {
        if (Count++ < KeptInFull) kept.Add(error);
    }

    /// <summary>
    /// True where the list is full already: the error is counted then, and its place and words need not be found out. In a hostile file
    /// of a million faults looking up each one's line would take longer than reading it.
    /// </summary>
    public bool OnlyCounts()
    {
        if (Count < KeptInFull) return false;
        Count++;
        return true;
    }

    /// <summary>Takes over another input's errors, those that were only counted included.</summary>
    public void AddAll<T>(Result<T> failed)
    {
        foreach (var error in failed.Errors) Add(error);
        Count += failed.ErrorCount - failed.Errors.Count;
    }

    public Result<T> ToFailure<T>() => Result<T>.Failure(kept, Count);
}
