using System.Text;
using Luzhi.Core.Messages;
using Luzhi.Core.Settings;

namespace Luzhi.Core.Conversations.Secretary;

/// <summary>A list on a phone: as many lines as one reply carries, and where the rest is.</summary>
public static class Sheet
{
    /// <summary>Room for what may still ride along or be set behind.</summary>
    private const int Most = Parts.Wire - 60;

    public static string Fit(string head, IReadOnlyList<string> lines, string tail, Words words) => Fit(head, lines, "\n", tail, words["desk.rest"]);

    /// <summary>Names one after another.</summary>
    public static string Names(string head, IReadOnlyList<string> names, Words words) => head + Fit("", names, "、", "", words["desk.rest"]).TrimStart('、');

    private static string Fit(string head, IReadOnlyList<string> lines, string between, string tail, string rest)
    {
        var said = new StringBuilder(head);
        var left = Most - Bytes(head) - Bytes(tail) - Bytes(rest) - 4;
        foreach (var line in lines)
        {
            left -= Bytes(between) + Bytes(line);
            if (left < 0)
            {
                said.Append(between == "\n" ? "\n" : "…").Append(rest);
                break;
            }

            said.Append(said.Length == 0 ? "" : between).Append(line);
        }

        return tail.Length == 0 ? said.ToString() : said.Append('\n').Append(tail).ToString();
    }

    private static int Bytes(string text) => Encoding.UTF8.GetByteCount(text);
}
