using GreenPark.Application.Features.Attribution;

namespace GreenPark.Web.Features.Attribution;

internal static class RunStates
{
    /// <summary>The state will change by itself.</summary>
    public static bool IsAtWork(this RunState state) => state is RunState.Queued or RunState.Running or RunState.Finalising;
}
