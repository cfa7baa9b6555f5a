using GreenPark.Application.Features.Tenants;
using GreenPark.Engine.Quantities;

namespace GreenPark.Web.Features.Tenants;

/// <summary>What the form of a tenant holds while someone types.</summary>
public sealed class TenantForm
{
    public string? Code { get; set; }
    public string? Name { get; set; }
    public string? NameZh { get; set; }
    public string? CreditCode { get; set; }
    public string? Trade { get; set; }

    /// <summary>Units of 0.0001 g/kWh.</summary>
    public long? Baseline { get; set; }
    public string? ContactPerson { get; set; }
    public string? ContactPhone { get; set; }
    public string? ContactEmail { get; set; }

    public static TenantForm Of(string code, TenantFields x) => new()
    {
        Code = code,
        Name = x.Name,
        NameZh = x.NameZh,
        CreditCode = x.CreditCode,
        Trade = x.Trade,
        Baseline = x.BaselineFactor is { } grams ? (long)(grams * EmissionFactor.UnitsPerGram) : null,
        ContactPerson = x.ContactPerson,
        ContactPhone = x.ContactPhone,
        ContactEmail = x.ContactEmail,
    };

    public TenantFields ToFields() => new(
        Name ?? "", NameZh ?? "", CreditCode ?? "", Trade ?? "", Baseline is { } units ? new EmissionFactor(units).Grams : null,
        ContactPerson ?? "", ContactPhone ?? "", ContactEmail ?? "");
}
