using GreenPark.Application.Features.Metering;
using GreenPark.Engine.Parks;

namespace GreenPark.Web.Features.Metering;

/// <summary>What the form of a metering point or of one of its periods holds while someone types.</summary>
public sealed class MeteringForm
{
    public string? Code { get; set; }
    public Measurand? Measures { get; set; }
    public List<PartRow> Parts { get; } = [];
    public string? Site { get; set; }

    /// <summary>Code of the head meter.</summary>
    public string? Head { get; set; }
    public DateOnly? From { get; set; }
    public DateOnly? To { get; set; }

    /// <summary>One line of the parts; a line without a party is left out.</summary>
    public sealed class PartRow
    {
        public string? Of { get; set; }
        public int Sign { get; set; } = 1;
    }

    /// <param name="code">Of the metering point that gets a period: it is not its own head.</param>
    public static MeteringForm Empty(Measurand? measures = null, string? code = null)
    {
        var form = new MeteringForm { Code = code, Measures = measures };
        form.Parts.Add(new PartRow());
        return form;
    }

    public static MeteringForm Of(string code, Measurand measures, MeteringFields x)
    {
        var form = new MeteringForm { Code = code, Measures = measures, Site = x.Site, From = x.From, To = x.To, Head = x.Head };
        form.Parts.AddRange(x.Parts.Select(p => new PartRow { Of = p.Of, Sign = p.Sign }));
        if (form.Parts.Count == 0) form.Parts.Add(new PartRow());
        return form;
    }

    /// <summary>Storage and the interface to the grid are nobody's, whatever was chosen before the measurand changed.</summary>
    public MeteringFields ToFields() => new(
        Measures is Measurand.Generation or Measurand.Consumption
            ? [.. Parts.Where(x => !string.IsNullOrEmpty(x.Of)).Select(x => new MeteringFields.Part(x.Of!, x.Sign))] : [],
        Measures == Measurand.Consumption ? Site ?? "" : "", From, To, Head ?? "");
}
