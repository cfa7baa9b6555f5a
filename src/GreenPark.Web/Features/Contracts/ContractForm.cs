using GreenPark.Application.Features.Contracts;
using GreenPark.Engine.Parks;

namespace GreenPark.Web.Features.Contracts;

/// <summary>What the form of a draft holds while someone types. The rule it starts with is the tracing of the method.</summary>
public sealed class ContractForm
{
    public string? Code { get; set; }
    public string? Name { get; set; }
    public string? NameZh { get; set; }
    public long? Priority { get; set; } = 1;
    public AllocationRule? Rule { get; set; } = AllocationRule.ProRata;
    public IReadOnlyList<string>? Sources { get; set; } = [];
    public DateOnly? From { get; set; }
    public DateOnly? To { get; set; }

    public static ContractForm Of(string code, ContractFields x) => new()
    {
        Code = code, Name = x.Name, NameZh = x.NameZh, Priority = x.Priority, Rule = x.Rule, Sources = x.Sources, From = x.From, To = x.To,
    };

    public ContractFields ToFields() => new(Name ?? "", NameZh ?? "", (int)(Priority ?? 0), Rule ?? default, Sources ?? [], From, To);
}
