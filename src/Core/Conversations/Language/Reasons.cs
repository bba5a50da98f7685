namespace Luzhi.Core.Conversations.Language;

/// <summary>Why somebody asks for leave, in their own words: what is left when the words of asking and of courtesy are taken away.</summary>
public static class Reasons
{
    private const int Longest = 100;

    private static readonly Sense[] Courtesy = [Sense.Polite, Sense.Thanks, Sense.Ack, Sense.Leave, Sense.Unleave, Sense.Mistake];

    /// <summary>Taken away at the edges of a clause, kept inside it.</summary>
    private static readonly Sense[] Edges = [Sense.Me, Sense.Fill, Sense.Because, Sense.But, Sense.Meeting, Sense.Not, Sense.NotAble, Sense.Can, Sense.Sure, Sense.Both, Sense.Change, Sense.Past, Sense.Though, Sense.Want, Sense.NotBeing];

    private static readonly string[] Times = ["今天", "明天", "后天", "那天", "当天", "上午", "下午", "晚上", "最近", "近期", "这几天", "这两天", "正在", "在", "家里", "有", "已经", "要", "刚", "又要", "跟", "和", "与"];

    /// <summary>The reason in a sentence that means leave; null when it gives none.</summary>
    public static string? In(string plain) => In(Clause.Of(plain));

    public static string? In(IReadOnlyList<Clause> clauses)
    {
        var parts = clauses.Where(c => !c.Asks).Select(Part).Where(p => p.Length > 0).ToList();
        var reason = string.Join("，", parts);
        return reason.Length == 0 ? null : reason.Length <= Longest ? reason : reason[..Longest];
    }

    private static string Part(Clause clause)
    {
        var tokens = clause.Tokens.Where(t => !Courtesy.Contains(t.Sense)).ToList();
        if (!tokens.Exists(t => t.Sense is Sense.Obstacle or Sense.Trouble or Sense.Kin or Sense.Other || Informative(t)))
        {
            return "";
        }

        tokens = WithoutAnswer(tokens);
        while (tokens.Count > 0 && AtEdge(tokens[0]) && tokens is not [{ Sense: Sense.Me }, { Sense: Sense.Kin }, ..] && !Times.Contains(tokens[0].Text))
        {
            tokens.RemoveAt(0);
        }

        while (tokens.Count > 0 && AtEdge(tokens[^1]))
        {
            tokens.RemoveAt(tokens.Count - 1);
        }

        return tokens.Exists(t => t.Sense is Sense.Obstacle or Sense.Trouble or Sense.Kin or Sense.Other || Informative(t)) ? string.Concat(tokens.Select(t => t.Text)) : "";
    }

    /// <summary>Cuts 不能参加会议 out of 因公出差不能参加会议, but leaves 参加 in 参加婚礼.</summary>
    private static List<Token> WithoutAnswer(List<Token> tokens)
    {
        for (var i = tokens.Count - 1; i >= 0; i--)
        {
            var answers = tokens[i].Sense == Sense.Absent && !Informative(tokens[i])
                || tokens[i].Sense == Sense.Come && !tokens[(i + 1)..].Exists(t => t.Sense is Sense.Obstacle or Sense.Kin or Sense.Other or Sense.Trouble);
            if (!answers)
            {
                continue;
            }

            var from = i;
            while (from > 0 && tokens[from - 1].Sense is Sense.Not or Sense.NotAble or Sense.Can or Sense.Want or Sense.Sure)
            {
                from--;
            }

            tokens = [.. tokens[..from], .. tokens[(i + 1)..].SkipWhile(t => t.Sense is Sense.Meeting or Sense.Fill)];
            i = Math.Min(i, tokens.Count);
        }

        return tokens;
    }

    private static bool AtEdge(Token token) => Edges.Contains(token.Sense);

    /// <summary>赶不回来 says why; 去不了 does not.</summary>
    private static bool Informative(Token token) => token.Sense == Sense.Absent && token.Text[0] is '赶' or '回' or '起' or '动';
}
