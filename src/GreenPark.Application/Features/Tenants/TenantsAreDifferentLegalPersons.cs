namespace GreenPark.Application.Features.Tenants;

/// <summary>Direct connection supplies different legal persons (Document 688 [2026], 1): a credit code stands once in a park.</summary>
internal sealed class TenantsAreDifferentLegalPersons(UnifiedSocialCreditCode? creditCode, string? holder) : Rule
{
    public static async Task<TenantsAreDifferentLegalPersons> OfAsync(
        GreenParkDb db, ParkId park, TenantId? self, UnifiedSocialCreditCode? creditCode, CancellationToken cancellationToken)
    {
        var holder = creditCode is null ? default : await db.Tenants
            .Where(x => x.ParkId == park && x.CreditCode == creditCode && x.Id != self)
            .Select(x => x.Code).FirstOrDefaultAsync(cancellationToken);
        return new(creditCode, holder == default ? null : holder.Value);
    }

    public override Error? Check() =>
        holder is null ? null : Error.RuleBroken("tenant.credit_code_taken", creditCode?.Value, holder).In("CreditCode");
}
