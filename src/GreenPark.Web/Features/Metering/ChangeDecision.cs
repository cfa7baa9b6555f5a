namespace GreenPark.Web.Features.Metering;

/// <summary>What a person can make of a change, each with words to it.</summary>
public enum ChangeDecision { Approve, Reject, Revert }
