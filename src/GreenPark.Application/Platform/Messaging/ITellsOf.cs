namespace GreenPark.Application.Platform.Messaging;

/// <summary>
/// A command by which the system writes down what somebody did at the door: nobody is signed in yet, or the person is to be named and not
/// the system. It leaves an audit record where no row changed too, in the chain of what belongs to no park.
/// </summary>
public interface ITellsOf
{
    Teller Who { get; }

    /// <summary>E-mail address of the account it is about; empty where there is none. Never what was typed by somebody unknown.</summary>
    string Account { get; }
}

/// <param name="Id">Of the person; empty where nobody can know who it was.</param>
/// <param name="Name">As the audit record keeps it.</param>
/// <param name="Address">The network address.</param>
public sealed record Teller(Guid Id, string Name, string Address)
{
    public static Teller Unknown(string address) => new(Guid.Empty, "unknown", address);
}
