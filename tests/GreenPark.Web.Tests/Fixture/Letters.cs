using System.Text;
using System.Text.RegularExpressions;

namespace GreenPark.Web.Tests.Fixture;

/// <summary>Reads letters as they are sent.</summary>
internal static partial class Letters
{
    /// <summary>The link in the plain text of a letter.</summary>
    public static string? LinkIn(string letter) => Parts(letter).Where(x => x.Type == "text/plain").Select(x => Link().Match(x.Text)).FirstOrDefault(x => x.Success)?.Value;

    /// <summary>Its parts, decoded.</summary>
    public static IEnumerable<(string Type, string Text)> Parts(string letter)
    {
        var boundary = Boundary().Match(letter).Groups[1].Value;
        foreach (var part in letter.Split($"--{boundary}").Skip(1))
        {
            var halves = part.ReplaceLineEndings("\n").Split("\n\n", 2);
            if (halves.Length < 2) continue;
            var type = ContentType().Match(halves[0]).Groups[1].Value.ToLowerInvariant();
            yield return (type, halves[0].Contains("base64", StringComparison.OrdinalIgnoreCase)
                ? Encoding.UTF8.GetString(Convert.FromBase64String(halves[1].Replace("\n", "")))
                : Quoted(halves[1]));
        }
    }

    private static string Quoted(string text)
    {
        var bytes = new List<byte>();
        text = text.Replace("=\n", "");
        for (var i = 0; i < text.Length; i++)
            if (text[i] == '=' && i + 2 < text.Length) { bytes.Add(Convert.ToByte(text.Substring(i + 1, 2), 16)); i += 2; }
            else bytes.AddRange(Encoding.UTF8.GetBytes(text[i].ToString()));
        return Encoding.UTF8.GetString([.. bytes]);
    }

    [GeneratedRegex("boundary=\"?([^\"\\s;]+)")]
    private static partial Regex Boundary();

    [GeneratedRegex("Content-Type: ([^;\\s]+)", RegexOptions.IgnoreCase)]
    private static partial Regex ContentType();

    [GeneratedRegex("https?://\\S+\\?token=[A-Za-z0-9_-]{43}")]
    private static partial Regex Link();
}
