using Luzhi.Journeys.Reading;

namespace Luzhi.Journeys.Verbs;

/// <summary>What a person does at a computer, by the second channel, and what they find there.</summary>
internal static class WebChatVerbs
{
    public static IReadOnlyList<Verb> All { get; } =
    [
        new(Actor.Person, "网页说", "<姓名> 网页说 <原话>", (stage, step, ct) => stage.WebChat.SayAsync(step.Who, stage.Filled(step.Rest), ct)),
        new(Actor.Person, "网页点", "<姓名> 网页点 <选项>", TapAsync),
        new(Actor.Person, "网页收到", "<姓名> 网页收到 <片段> … <片段>", (stage, step, _) => Do(() => Receive(stage, step))) { Looks = true },
        new(Actor.Person, "网页没收到", "<姓名> 网页没收到", (stage, step, _) => Do(() => ReceiveNothing(stage, step))) { Looks = true },
    ];

    private static async Task TapAsync(Stage stage, Step step, CancellationToken ct)
    {
        if (!await stage.WebChat.TapAsync(step.Who, step.Rest, ct))
        {
            throw step.Wrong($"{step.Who}的网页上最近的选项里没有“{step.Rest}”");
        }
    }

    private static void Receive(Stage stage, Step step)
    {
        var said = stage.WebChat.Next(step.Who) ?? throw step.Wrong($"{step.Who}的网页上没有新的消息");
        if (Fragments.Missing(said.Seen, step.Fragments) is { } missing)
        {
            throw step.Wrong($"{step.Who}在网页上收到的消息里（按顺序）没有“{missing}”：\n{said.Seen}");
        }

        stage.WebChat.ReadOne(step.Who);
    }

    private static void ReceiveNothing(Stage stage, Step step)
    {
        if (stage.WebChat.Next(step.Who) is { } said)
        {
            throw step.Wrong($"{step.Who}在网页上收到了消息：\n{said.Seen}");
        }
    }

    private static Task Do(Action act)
    {
        act();
        return Task.CompletedTask;
    }
}
