namespace GreenPark.Web.Components.Ui;

/// <summary>Asks before what cannot be undone: <c>if (await confirm.AskAsync(…)) …</c>. One instance per circuit.</summary>
public sealed class Confirm
{
    private TaskCompletionSource<bool>? answer;

    public event Action? Changed;

    public Question? Question { get; private set; }

    /// <param name="title">The question: "Finalise January 2018?"</param>
    /// <param name="text">What will happen, and what cannot be undone.</param>
    /// <param name="action">The verb on the button: "Finalise".</param>
    /// <param name="danger">Whether something is lost.</param>
    public Task<bool> AskAsync(string title, string text, string action, bool danger = false)
    {
        answer?.TrySetResult(false);
        answer = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        Question = new Question(title, text, action, danger);
        Changed?.Invoke();
        return answer.Task;
    }

    public void Answer(bool yes)
    {
        var asked = answer;
        (answer, Question) = (null, null);
        Changed?.Invoke();
        asked?.TrySetResult(yes);
    }
}

public sealed record Question(string Title, string Text, string Action, bool Danger);
