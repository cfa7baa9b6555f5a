namespace GreenPark.Application.Platform.People;

/// <summary>
/// What a request may need. A request names one, or several of which one is enough; <see cref="RolePermissions"/> says which roles hold
/// them, and is the only place that does.
/// </summary>
public enum Permission
{
    /// <summary>One's own password and language.</summary>
    OwnAccount,
    /// <summary>The registers, contracts, figures and statements of whatever one sees: of a tenant alone, or of a park.</summary>
    SeeOwn,
    /// <summary>All of the park: readings, findings, changes, runs, packs.</summary>
    SeePark,
    /// <summary>Who did what.</summary>
    SeeRecord,
    /// <summary>Who looked at a tenant's data.</summary>
    SeeReads,
    /// <summary>Who sees a tenant's curves: its own decision, or a paper of it that a park's manager records.</summary>
    GiveConsent,
    /// <summary>Tenants, microgrids, metering points, contracts.</summary>
    KeepRegisters,
    /// <summary>Files of readings, from people and from gateways.</summary>
    SendReadings,
    /// <summary>Register reads, and proposals to change readings.</summary>
    EditReadings,
    /// <summary>Validating readings, and answering the findings.</summary>
    WorkFindings,
    /// <summary>Deciding on proposed changes of readings.</summary>
    ApproveReadings,
    /// <summary>Provisional runs.</summary>
    Calculate,
    /// <summary>Making a run final, by which its statements are issued.</summary>
    Finalise,
    /// <summary>The park's own entry, and the thresholds of its checks.</summary>
    SetRules,
    /// <summary>By what load curves may go abroad, and which months nothing is removed of.</summary>
    GuardData,
    /// <summary>Whether changes of readings need another person.</summary>
    SetFourEyes,
    /// <summary>The library of emission factors.</summary>
    KeepFactors,
    /// <summary>API keys of gateways.</summary>
    ManageKeys,
    /// <summary>People and their roles, as far as one's own reach.</summary>
    ManagePeople,
    /// <summary>Registering parks.</summary>
    KeepParks,

    /// <summary>No person has it: messages that only jobs, seeding and signing in send.</summary>
    SystemOnly,
}
