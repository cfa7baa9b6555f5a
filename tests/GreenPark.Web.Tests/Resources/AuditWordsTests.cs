using System.Globalization;
using GreenPark.Web.Features.AuditRecords;
using GreenPark.Web.Features.DataAccess;
using GreenPark.Web.Resources;

namespace GreenPark.Web.Tests.Resources;

public sealed class AuditWordsTests
{
    [Theory, InlineData("en"), InlineData("zh-Hans")]
    public void Every_command_has_words_for_the_page_of_audit_records(string language)
    {
        AuditWords.All.Count.ShouldBeGreaterThan(50);
        AuditWords.All.Where(x => Texts.Find($"audit.do.{x}", CultureInfo.GetCultureInfo(language)) is null).ShouldBeEmpty();
    }

    [Theory, InlineData("en"), InlineData("zh-Hans")]
    public void Every_request_that_shows_a_tenants_data_has_words_for_the_page_of_looks(string language)
    {
        ReadWords.All.Count.ShouldBeGreaterThan(10);
        ReadWords.All.Where(x => Texts.Find($"reads.did.{x}", CultureInfo.GetCultureInfo(language)) is not { } text || (language == "zh-Hans") != text.Any(c => c > 0x2E80)).ShouldBeEmpty();
    }

    [Fact]
    public void A_role_that_was_given_is_told_by_its_word()
    {
        AuditWords.Object(new Texts(), "RoleAssignment", "tina@tenant.example TenantReader").ShouldBe("tina@tenant.example (Tenant reader)");
        AuditWords.Object(new Texts(), "Tenant", "forge TenantReader").ShouldBe("forge TenantReader");
    }
}
