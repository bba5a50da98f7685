using Luzhi.Core.Settings;

namespace Luzhi.Bot.Channels.WeChat.WireOut;

/// <summary>What would change if our menu were pushed: one line for each button, by its place ("2", "2-1").</summary>
public static class MenuDifferences
{
    public static IReadOnlyList<string> Between(IReadOnlyList<ShownButton> wanted, IReadOnlyList<ShownButton> found, Words words) => [.. Lines(wanted, found, "", words)];

    private static IEnumerable<string> Lines(IReadOnlyList<ShownButton> wanted, IReadOnlyList<ShownButton> found, string before, Words words)
    {
        for (var i = 0; i < Math.Max(wanted.Count, found.Count); i++)
        {
            var (ours, theirs, at) = (wanted.ElementAtOrDefault(i), found.ElementAtOrDefault(i), $"{before}{i + 1}");
            if (ours is null || theirs is null)
            {
                yield return ours is null ? words.Say("account.menu.extra", ("at", at), ("found", Said(theirs!))) : words.Say("account.menu.missing", ("at", at), ("wanted", Said(ours)));
                continue;
            }

            if ((ours.Name, ours.Does) != (theirs.Name, theirs.Does))
            {
                yield return words.Say("account.menu.other", ("at", at), ("wanted", Said(ours)), ("found", Said(theirs)));
            }

            foreach (var line in Lines(ours.Below, theirs.Below, at + "-", words))
            {
                yield return line;
            }
        }
    }

    private static string Said(ShownButton button) => button.Does.Length == 0 ? button.Name : $"{button.Name}（{button.Does.Trim()}）";
}
