using System.Globalization;
using GreenPark.Application.Platform.Data;
using GreenPark.Application.Platform.People;
using GreenPark.Web.Components.Ui;

namespace GreenPark.Web.Resources;

/// <summary>Names that the registers hold in two languages, and words of the registers' own choices, in the reader's.</summary>
public static class Names
{
    /// <summary>Chinese for those who read Chinese, where there is a Chinese name.</summary>
    public static string Of(string en, string zh) => new BilingualName(en, zh).In(CultureInfo.CurrentUICulture);

    /// <summary>Who did something: a name as it was kept, or this application itself.</summary>
    public static string Person(this Texts texts, string name) => name == CurrentUser.System.Name ? texts["ui.system"] : name;

    /// <summary>The word for a choice: <c>terms.Measurand.Import</c>.</summary>
    public static string Of<TEnum>(this Texts texts, TEnum value) where TEnum : struct, Enum => texts[$"terms.{typeof(TEnum).Name}.{value}"];

    /// <summary>All choices of an enum for a select field; null, with which the field starts, is none of them.</summary>
    public static IReadOnlyList<Choice<TEnum?>> Choices<TEnum>(this Texts texts) where TEnum : struct, Enum =>
        [.. Enum.GetValues<TEnum>().Select(x => new Choice<TEnum?>(x, texts.Of(x)))];
}
