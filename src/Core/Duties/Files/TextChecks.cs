using System.Text.RegularExpressions;

namespace Luzhi.Core.Duties.Files;

/// <summary>The places in a duty's texts: {{name}}, {{#if about}} … {{/if}}. One that nobody fills would stand empty on five hundred phones.</summary>
internal sealed partial class TextChecks(WrittenDuty written, FileFaults faults)
{
    /// <summary>What a text to who owes it may say; owed is what of items and quota is still missing, said the words in which a duty on demand was called for.</summary>
    public static readonly IReadOnlyList<string> Places = ["name", "title", "due", "unit", "about", "left", "owed", "said", "link"];

    /// <summary>What a text to who is next on the ladder may say: also who has not answered, and how many.</summary>
    public static readonly IReadOnlyList<string> OnTheLadder = [.. Places, "who", "count"];

    public void Run()
    {
        Look(written.Say, Places, "say");
        foreach (var (notice, n) in written.Notices.Select((notice, n) => (notice, FileFaults.Number(n))))
        {
            Look(notice.Text, Places, "notices", n, "text");
        }

        foreach (var (step, n) in written.Ladder.Select((step, n) => (step, FileFaults.Number(n))))
        {
            Look(step.Text, step.To == Rung.Self ? Places : OnTheLadder, "ladder", n, "text");
        }
    }

    private void Look(string text, IReadOnlyList<string> known, params string[] path)
    {
        var open = new Stack<(string Word, int At)>();
        foreach (Match match in Braces().Matches(text))
        {
            var why = match.Groups["single"] is { Success: true, Value: var single } ? known.Contains(single) ? $"{{{single}}} 要写两层花括号：{{{{{single}}}}}" : null
                : match.Groups["inside"] is { Success: true, Value: var inside } ? Inside(inside.Trim(), known, open, match.Index)
                : $"“{Excerpt(text, match.Index)}”的花括号没有成对，应写成 {{{{name}}}}";
            if (why is not null)
            {
                faults.RefuseIn(match.Index, why, path);
            }
        }

        foreach (var (word, at) in open)
        {
            faults.RefuseIn(at, $"{{{{#{word}}}}} 没有结束，后面要有 {{{{/{word}}}}}", path);
        }
    }

    private static string? Inside(string said, IReadOnlyList<string> known, Stack<(string Word, int At)> open, int at)
    {
        switch (said.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            case ["#if" or "#unless", var place]:
                open.Push((said[1..said.IndexOf(' ', StringComparison.Ordinal)], at));
                return Place(place, known);
            case ["else" or "^"]:
                return open.Count > 0 ? null : "{{else}} 要写在 {{#if …}} 与 {{/if}} 之间";
            case ["/if" or "/unless"]:
                return open.TryPop(out var last) && last.Word == said[1..] ? null : $"{{{{{said}}}}} 前面没有与它成对的 {{{{#{said[1..]} …}}}}";
            case [var place] when place[0] is not ('#' or '/'):
                return Place(place, known);
            default:
                return $"{{{{{said}}}}} 不能用：文字里只能写 {{{{name}}}} 这样的内容，和 {{{{#if about}}}}……{{{{/if}}}}";
        }
    }

    private static string? Place(string place, IReadOnlyList<string> known) =>
        known.Contains(place) ? null
        : Nearest.Word(place, known) is { } near ? $"不认识 {{{{{place}}}}}，最接近的是 {{{{{near}}}}}"
        : $"不认识 {{{{{place}}}}}，可用的有：{string.Join('、', known.Select(word => $"{{{{{word}}}}}"))}";

    private static string Excerpt(string text, int at) => text[at..Math.Min(text.Length, at + 12)].ReplaceLineEndings(" ");

    // Two braces that close, braces that do not close, and a place in one pair of braces, as broadcasts have it.
    [GeneratedRegex(@"\{\{\{?(?<inside>[^{}\n]*)\}\}\}?|\{\{|\}\}|\{(?<single>[a-z]+)\}")]
    private static partial Regex Braces();
}
