namespace GreenPark.Web.Hosting;

/// <summary>What this process found and did at its start, for the notices above every page.</summary>
public sealed class Installation
{
    /// <summary>Whether the database is the demo's.</summary>
    public bool IsDemo { get; internal set; }

    /// <summary>Where the former demo database stands, if this start had to make a new one.</summary>
    public string? RebuiltFrom { get; internal set; }

    /// <summary>Whether statements and packs are signed with a self-made development key.</summary>
    public bool SignsForDevelopment { get; internal set; }
}
