namespace GreenPark.Web.Hosting;

/// <summary>Machines get RFC 9457 problem details, people get a page; the path decides.</summary>
internal static class Problems
{
    public static void AddProblems(this WebApplicationBuilder builder) => builder.Services.AddProblemDetails(options =>
        options.CustomizeProblemDetails = problem => problem.ProblemDetails.Extensions.TryAdd("code", problem.ProblemDetails.Status switch
        {
            StatusCodes.Status401Unauthorized => "request.not_signed_in",
            StatusCodes.Status403Forbidden => "request.not_allowed",
            StatusCodes.Status404NotFound => "request.not_found",
            StatusCodes.Status413PayloadTooLarge => "request.too_large",
            >= 500 => "request.unexpected",
            _ => "request.invalid",
        }));

    public static void UseProblems(this WebApplication app)
    {
        // the inner one answers for machines first; what is answered, the outer one leaves alone
        if (!app.Environment.IsDevelopment()) app.UseExceptionHandler("/error", createScopeForErrors: true);
        app.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
        app.UseWhen(IsForMachines, api => api.UseExceptionHandler().UseStatusCodePages());
        // without a certificate of its own the application speaks http behind a proxy or on localhost; HSTS then says nothing
        if (!app.Environment.IsDevelopment()) app.UseHsts();
    }

    public static bool IsForMachines(HttpContext context) =>
        context.Request.Path.StartsWithSegments("/api") || context.Request.Path.StartsWithSegments("/health");

    /// <summary>The trace id that the log line of the failure carries.</summary>
    public static string TraceOf(HttpContext? context) => System.Diagnostics.Activity.Current?.Id ?? context?.TraceIdentifier ?? "";
}
