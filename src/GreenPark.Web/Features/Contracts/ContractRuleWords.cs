using GreenPark.Engine.Parks;

namespace GreenPark.Web.Features.Contracts;

/// <summary>Which of a member's figures a rule looks at; the others would mislead.</summary>
internal static class ContractRuleWords
{
    public static bool HasShares(this AllocationRule rule) => rule is AllocationRule.FixedShares or AllocationRule.SharesThenRedistribute;

    public static bool HasTiers(this AllocationRule rule) => rule is AllocationRule.PriorityTiers;
}
