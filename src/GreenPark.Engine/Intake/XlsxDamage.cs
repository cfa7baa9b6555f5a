using System.Xml;
using DocumentFormat.OpenXml.Packaging;

namespace GreenPark.Engine.Intake;

/// <summary>A workbook that the package reader cannot read. Only what the reader does is guarded: a fault of our own is none of the file.</summary>
internal sealed class XlsxDamage(Exception inner) : Exception(inner.Message, inner)
{
    public static T Guard<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception fault) when (IsBroken(fault))
        {
            throw new XlsxDamage(fault);
        }
    }

    /// <summary>The package reader answers malformed parts with any of these, depending on where it notices.</summary>
    private static bool IsBroken(Exception fault) =>
        IntakeArchive.IsBroken(fault) || fault is OpenXmlPackageException or XmlException or FormatException or InvalidOperationException or KeyNotFoundException;
}
