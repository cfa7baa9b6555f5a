namespace GreenPark.Web.Hosting;

internal static class Compression
{
    /// <summary>
    /// Also over https: pages reflect no secret beside input of others' choosing, and antiforgery tokens differ in every response,
    /// so that the length of a compressed answer gives nothing away.
    /// </summary>
    public static void AddCompression(this WebApplicationBuilder builder) =>
        builder.Services.AddResponseCompression(options => options.EnableForHttps = true);
}
