using GreenPark.Application.Features.Microgrids;

namespace GreenPark.Application.Features.Contracts;

/// <summary>On no day do the shares of a contract's members sum to more than the whole (method page, "Allocation rules").</summary>
internal sealed class SharesOfAContractCannotExceedTheWhole(IReadOnlyList<MemberFacts> members) : Rule
{
    private const decimal PpmOfPercent = 10_000;

    public override Error? Check()
    {
        // the sum can only rise on a day on which a part begins, or before all dates
        var days = members.Select(x => x.Valid.From).Distinct().Order().ToList();
        foreach (var day in days)
        {
            var sum = members.Where(x => day is { } date ? x.Valid.Contains(date) : x.Valid.From is null).Sum(x => (long)x.SharePpm);
            if (sum > FieldRules.Whole) return Error.RuleBroken("contract.shares_exceed_whole", sum / PpmOfPercent, day is { } date ? date : ShareStart.ContractStart).In("SharePpm");
        }
        return null;
    }
}

/// <summary>In the sentence of the error, where a part has no first day of its own.</summary>
internal enum ShareStart { ContractStart }

internal sealed class DatesOfAContractMemberCannotOverlap(IEnumerable<ContractMember> members, MemberFacts facts) : Rule
{
    public override Error? Check() => members.Any(x => x.TenantId == facts.Tenant && x.Valid.Overlaps(facts.Valid))
        ? Error.RuleBroken("contract.member_already").In("From") : null;
}

internal sealed class OnlyMembersOfTheMicrogridJoin(Microgrid microgrid, MemberFacts facts) : Rule
{
    public override Error? Check() => microgrid.Memberships.Any(x => x.TenantId == facts.Tenant && x.Valid.Overlaps(facts.Valid))
        ? null : Error.RuleBroken("contract.not_a_member").In("Tenant");
}

internal sealed class OnlyADraftCanBeRewritten(ContractState state) : Rule
{
    public override Error? Check() => state == ContractState.Draft ? null : Error.RuleBroken("contract.not_a_draft", state);
}

internal sealed class OnlyADraftCanBeSigned(ContractState state) : Rule
{
    public override Error? Check() => state == ContractState.Draft ? null : Error.RuleBroken("contract.signed_already", state);
}

internal sealed class OnlyASignedContractCanEnd(ContractState state) : Rule
{
    public override Error? Check() => state == ContractState.Signed ? null : Error.RuleBroken("contract.not_signed", state);
}

internal sealed class AnEndedContractDoesNotChange(ContractState state) : Rule
{
    public override Error? Check() => state == ContractState.Ended ? Error.RuleBroken("contract.ended") : null;
}

internal sealed class ASignedContractHasSourcesAndMembers(Contract contract) : Rule
{
    public override Error? Check() => contract.Members.Count > 0 && (contract.Sources.Count > 0 || contract.SharesStorage)
        ? null : Error.RuleBroken("contract.incomplete");
}

internal sealed class AContractEndsOnOneOfItsDays(DateRange valid, DateOnly to) : Rule
{
    public override Error? Check() => valid.Contains(to.AddDays(-1)) ? null : Error.RuleBroken("contract.ends_outside", to).In("To");
}
