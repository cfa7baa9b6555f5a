using System.Globalization;
using GreenPark.Web.Features.AuditRecords;
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
}
