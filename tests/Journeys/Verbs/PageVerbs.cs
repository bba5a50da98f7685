using System.Text.RegularExpressions;
using Luzhi.Journeys.Reading;

namespace Luzhi.Journeys.Verbs;

/// <summary>What a person does with the pages behind the links.</summary>
internal static partial class PageVerbs
{
    public static IReadOnlyList<Verb> All { get; } =
    [
        new(Actor.Person, "打开链接", "<姓名> 打开链接", (stage, step, ct) => OpenAsync(stage, step, step.Who, wechat: true, ct)),
        new(Actor.Person, "打开转来的链接", "<姓名> 打开转来的链接 <姓名>", (stage, step, ct) => OpenAsync(stage, step, step.Demand(0, "姓名"), wechat: true, ct)),
        new(Actor.Person, "在电脑上打开链接", "<姓名> 在电脑上打开链接", (stage, step, ct) => OpenAsync(stage, step, step.Who, wechat: false, ct)),
        new(Actor.Person, "在网页上点", "<姓名> 在网页上点 <按钮> | <填写的内容>", PressAsync),
        new(Actor.Person, "在网页上交", "<姓名> 在网页上交 <文件名> | <按钮>", HandInAsync),
        new(Actor.Person, "网页显示", "<姓名> 网页显示 <片段> …", Show) { Looks = true },
        new(Actor.Person, "网页没有", "<姓名> 网页没有 <片段>", Lack) { Looks = true },
    ];

    private static async Task OpenAsync(Stage stage, Step step, string whose, bool wechat, CancellationToken ct)
    {
        var link = stage.Phones.Link(whose) ?? throw step.Wrong($"{whose}的手机上没有链接");
        await stage.Browse(step, wechat).OpenAsync(link, ct);
    }

    private static async Task PressAsync(Stage stage, Step step, CancellationToken ct)
    {
        var button = step.Demand(0, "按钮上的字");
        if (!await stage.Browsed(step).PressAsync(button, step.Part(1) is { } typed ? Filled(stage, step, typed) : null, ct))
        {
            throw step.Wrong($"网页上没有“{button}”：\n{Flat(stage.Browsed(step).Text)}");
        }
    }

    /// <summary>What is in the file is what its name says; a program is a program.</summary>
    private static async Task HandInAsync(Stage stage, Step step, CancellationToken ct)
    {
        var name = step.Demand(0, "文件名");
        byte[] bytes = Path.GetExtension(name) switch { ".pdf" => [.. "%PDF-1.7\n"u8], ".jpg" => [0xFF, 0xD8, 0xFF, 0xD9], _ => [.. "MZ"u8] };
        if (!await stage.Browsed(step).HandInAsync(step.Demand(1, "按钮上的字"), name, bytes, ct))
        {
            throw step.Wrong($"网页上没有这个按钮：\n{Flat(stage.Browsed(step).Text)}");
        }
    }

    private static Task Show(Stage stage, Step step, CancellationToken ct)
    {
        var seen = Flat(stage.Browsed(step).Text);
        return Fragments.Missing(seen, step.Fragments) is { } missing ? throw step.Wrong($"网页上（按顺序）没有“{missing}”：\n{seen}") : Task.CompletedTask;
    }

    private static Task Lack(Stage stage, Step step, CancellationToken ct)
    {
        var seen = Flat(stage.Browsed(step).Text);
        return seen.Contains(step.Rest, StringComparison.Ordinal) ? throw step.Wrong($"网页上有“{step.Rest}”：\n{seen}") : Task.CompletedTask;
    }

    /// <summary>{验证码} is the last one in the person's chat.</summary>
    private static string Filled(Stage stage, Step step, string typed) => typed.Contains("{验证码}", StringComparison.Ordinal)
        ? typed.Replace("{验证码}", stage.Phones.Digits(step.Who) ?? throw step.Wrong($"{step.Who}的聊天里没有验证码"), StringComparison.Ordinal)
        : typed;

    private static string Flat(string text) => Blank().Replace(text, " ").Trim();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blank();
}
