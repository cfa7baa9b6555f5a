namespace GreenPark.Web.Hosting;

/// <summary>Asks the person of this circuit to show who they are; the layout has the dialog. One instance per circuit.</summary>
public sealed class Reauthentication
{
    private TaskCompletionSource<bool>? answer;

    public event Action? Changed;

    public bool IsAsked => answer is not null;

    /// <summary>False where the person would rather not, or where nothing is there to ask with.</summary>
    public Task<bool> AskAsync()
    {
        if (Changed is null) return Task.FromResult(false);
        answer?.TrySetResult(false);
        answer = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        Changed();
        return answer.Task;
    }

    public void Answer(bool confirmed)
    {
        var asked = answer;
        answer = null;
        Changed?.Invoke();
        asked?.TrySetResult(confirmed);
    }
}
