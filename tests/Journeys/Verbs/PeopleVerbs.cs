using Luzhi.Core.Conversations;
using Luzhi.Journeys.Reading;

namespace Luzhi.Journeys.Verbs;

/// <summary>What a person does with their phone, and what they find on it.</summary>
internal static class PeopleVerbs
{
    // A picture is a picture: the house looks at its number, never inside.
    private static readonly byte[] Picture = [0xFF, 0xD8, 0xFF, 0xD9];

    public static IReadOnlyList<Verb> All { get; } =
    [
        new(Actor.Person, "说", "<姓名> 说 <原话>", (stage, step, ct) => stage.Platform.Phones.SayAsync(stage.Phones.Of(step), stage.Filled(step.Rest), ct)),
        new(Actor.Person, "点", "<姓名> 点 <选项>", TapAsync),
        new(Actor.Person, "关注", "<姓名> 关注", (stage, step, ct) => stage.Platform.Phones.FollowAsync(stage.Phones.Of(step), null, ct)),
        new(Actor.Person, "取消关注", "<姓名> 取消关注", (stage, step, ct) => stage.Platform.Phones.UnfollowAsync(stage.Phones.Of(step), ct)),
        new(Actor.Person, "扫码", "<姓名> 扫码 <绑定码>", (stage, step, ct) => stage.Platform.Phones.ScanAsync(stage.Phones.Of(step), BindingWords.ScenePrefix + step.Rest, ct)),
        new(Actor.Person, "点菜单", "<姓名> 点菜单 <菜单的键>", (stage, step, ct) => stage.Platform.Phones.ClickAsync(stage.Phones.Of(step), step.Rest, ct)),
        new(Actor.Person, "发图片", "<姓名> 发图片", (stage, step, ct) => stage.Platform.Phones.SendPictureAsync(stage.Phones.Of(step), Picture, "image/jpeg", id => $"http://mmbiz.example/{id}", ct)),
        new(Actor.Person, "发位置", "<姓名> 发位置 <名称>", (stage, step, ct) => stage.Platform.Phones.SendPlaceAsync(stage.Phones.Of(step), 30.5, 114.3, step.Rest, ct)),
        new(Actor.Person, "换手机", "<姓名> 换手机", (stage, step, _) => Do(() => stage.Phones.Give(step.Who))),
        new(Actor.Person, "拒收", "<姓名> 拒收", (stage, step, _) => Do(() => stage.Platform.Phones.Refuse(stage.Phones.Of(step), true))),
        new(Actor.Person, "收到", "<姓名> 收到 <片段> … <片段>", (stage, step, _) => Do(() => Receive(stage, step, null))) { Looks = true },
        new(Actor.Person, "收到回复", "<姓名> 收到回复 <片段> …", (stage, step, _) => Do(() => Receive(stage, step, "passive"))) { Looks = true },
        new(Actor.Person, "收到客服消息", "<姓名> 收到客服消息 <片段> …", (stage, step, _) => Do(() => Receive(stage, step, "session"))) { Looks = true },
        new(Actor.Person, "收到模板消息", "<姓名> 收到模板消息 <片段> …", (stage, step, _) => Do(() => Receive(stage, step, "template"))) { Looks = true },
        new(Actor.Person, "收到订阅通知", "<姓名> 收到订阅通知 <片段> …", (stage, step, _) => Do(() => Receive(stage, step, "subscription"))) { Looks = true },
        new(Actor.Person, "同意订阅", "<姓名> 同意订阅 <模板的名称>", (stage, step, ct) => ConsentAsync(stage, step, true, ct)),
        new(Actor.Person, "拒绝订阅", "<姓名> 拒绝订阅 <模板的名称>", (stage, step, ct) => ConsentAsync(stage, step, false, ct)),
        new(Actor.Person, "没收到", "<姓名> 没收到", (stage, step, _) => Do(() => ReceiveNothing(stage, step))) { Looks = true },
        new(Actor.Person, "其余不看", "<姓名> 其余不看", (stage, step, _) => Do(() => stage.Phones.ReadAll(step.Who))) { Looks = true },
    ];

    private static Task TapAsync(Stage stage, Step step, CancellationToken ct)
    {
        var openId = stage.Phones.Of(step);
        var item = stage.Phones.Item(step.Who, step.Rest) ?? throw step.Wrong($"{step.Who}的手机上最近的选项里没有“{step.Rest}”");
        return stage.Platform.Phones.TapAsync(openId, item.Id, item.Content, ct);
    }

    private static Task ConsentAsync(Stage stage, Step step, bool yes, CancellationToken ct)
    {
        var all = stage.Platform.Account.Subscriptions;
        var chosen = all.FirstOrDefault(s => s.Template.Title == step.Rest) ?? throw step.Wrong($"没有这个订阅模板，可用的有：{string.Join('、', all.Select(s => s.Template.Title))}");
        return stage.Platform.Phones.ConsentAsync(stage.Phones.Of(step), chosen.Template.Id, yes, ct);
    }

    private static void Receive(Stage stage, Step step, string? way)
    {
        if (stage.Phones.Unread(step.Who) is not [var bubble, ..])
        {
            throw step.Wrong($"{step.Who}没有收到新的消息");
        }

        var seen = PhoneShelf.Seen(bubble);
        if (way is not null && bubble.Way != way)
        {
            throw step.Wrong($"{step.Who}收到的方式是 {bubble.Way}，不是 {way}：\n{seen}");
        }

        if (Fragments.Missing(seen, step.Fragments) is { } missing)
        {
            throw step.Wrong($"{step.Who}收到的消息里（按顺序）没有“{missing}”：\n{seen}");
        }

        stage.Phones.ReadOne(step.Who);
    }

    private static void ReceiveNothing(Stage stage, Step step)
    {
        if (stage.Phones.Unread(step.Who) is [var bubble, ..])
        {
            throw step.Wrong($"{step.Who}收到了消息（{bubble.Way}）：\n{PhoneShelf.Seen(bubble)}");
        }
    }

    private static Task Do(Action act)
    {
        act();
        return Task.CompletedTask;
    }
}
