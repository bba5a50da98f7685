using Luzhi.Core.Storage;
using Luzhi.Journeys.Reading;
using Luzhi.Journeys.Verbs;

namespace Luzhi.Journeys;

/// <summary>Plays a story line by line. Whatever goes wrong is said with the file and the line at which it did.</summary>
internal static class Player
{
    /// <summary>Only for a story that hangs: nothing in it waits for real time.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public static async Task PlayAsync(Story story, Provider provider)
    {
        using var patience = new CancellationTokenSource(Patience);
        await using var stage = await Stage.RaiseAsync(provider);
        await stage.OpenAsync(patience.Token);
        foreach (var step in story.Steps)
        {
            if (step.Verb != WorldVerbs.Alarm)
            {
                stage.Passed.CheckLog(step);
            }

            await PlayAsync(stage, step, patience.Token);
        }

        stage.Passed.CheckLog(story.Steps[^1]);
        await stage.CheckPromisesAsync(patience.Token);
        CheckAllRead(story, stage);
    }

    private static async Task PlayAsync(Stage stage, Step step, CancellationToken ct)
    {
        try
        {
            await step.Verb.Play(stage, step, ct);
            if (!step.Verb.Looks)
            {
                await stage.SettleAsync(ct);
            }
        }
        catch (Exception fault) when (fault is not StoryException)
        {
            throw new StoryException(step.File, step.Line, fault.Message, fault);
        }
    }

    private static void CheckAllRead(Story story, Stage stage)
    {
        foreach (var name in stage.Phones.Names)
        {
            if (stage.Phones.Unread(name) is [var bubble, ..])
            {
                throw story.Steps[^1].Wrong($"故事结束了，{name}还有没看的消息（{bubble.Way}）：\n{PhoneShelf.Seen(bubble)}");
            }
        }

        if (stage.WebChat.AnyUnread() is { } who)
        {
            throw story.Steps[^1].Wrong($"故事结束了，{who}的网页上还有没看的消息：\n{stage.WebChat.Next(who)?.Seen}");
        }
    }
}
