namespace Luzhi.Core.Conversations.Language;

public enum Lean { None, Come, Leave, Both }

/// <summary>One clause of an answer and what it leans to. A sentence is read clause by clause; see <see cref="AnswerWords"/>.</summary>
public sealed class Clause
{
    /// <summary>Words of coming that mean it alone, not inside another word: 接到 and 感到 are not 到, 去北京 is not coming here.</summary>
    private static readonly HashSet<string> Motions = ["来", "去", "到", "过来", "过去", "前往", "前去", "前来", "赶到", "赶来", "赶去", "赶过去", "赶过来", "去听", "来听", "赶上"];

    /// <summary>Doubt about a fact as well as about oneself: 大概几点, 不知道在哪.</summary>
    private static readonly HashSet<string> Approximate = ["大概", "大约", "估计", "可能", "应该", "不知道", "不知", "不清楚", "不太清楚", "不确定", "不晓得"];

    /// <summary>我单位, 我校, 我局: mine, not me.</summary>
    private const string Belonging = "单公学医校院局处科厂所社部";

    private static readonly HashSet<string> Titles = ["主席", "副主席", "秘书长", "主任", "领导", "老师", "同志"];

    private readonly List<Token> tokens;

    private Clause(string text, List<Token> tokens, bool questionMark, bool opposed)
    {
        (Text, this.tokens, Opposed) = (text, tokens, opposed);
        Interrogative = Has(Sense.Ask);
        Asks = questionMark || Interrogative || EndsInQuestion();
        Lean = Has(Sense.OtherTime) ? Lean.None : LeanOf();
        Hedged = !Has(Sense.Late) && !AsksForFacts() && ((Has(Sense.Hedge) && !Corrects) || Depends() || (Has(Sense.If) && !Interrogative));
    }

    public string Text { get; }

    /// <summary>Without the 但 that joins it to what came before.</summary>
    public string Said => Opposed && tokens.Count > 1 ? Text[tokens[0].Text.Length..] : Text;

    /// <summary>Begins with 但, 不过: what it says outweighs what came before.</summary>
    public bool Opposed { get; }
    public Lean Lean { get; }
    public bool Hedged { get; }
    public bool Asks { get; }

    /// <summary>Asks by its words, not only by its mark.</summary>
    public bool Interrogative { get; }

    /// <summary>Speaks of what was before: 本来要去的.</summary>
    public bool Before => Has(Sense.Past) && !Unleaves;
    public bool Concedes => Has(Sense.Though);
    public bool Wishes => Has(Sense.Want);
    public bool Corrects => Has(Sense.Mistake);
    public bool Turns => Has(Sense.Change);
    public bool Late => Has(Sense.Late) && !NegatedBefore(Sense.Late);
    public bool Obstacle => !Cleared && Has(Sense.Obstacle) && !NegatedBefore(Sense.Obstacle);
    public bool Trouble => !Cleared && Has(Sense.Trouble) && !NegatedBefore(Sense.Trouble);

    /// <summary>An obstacle that is over (出差回来了), or denied (没有冲突).</summary>
    public bool Cleared => Has(Sense.Cleared) || (Has(Sense.Obstacle) && NegatedBefore(Sense.Obstacle));
    public bool Instead => Has(Sense.Instead);
    /// <summary>不去行吗: whether one may stay away.</summary>
    public bool AsksToStayAway => Asks && (AsksLeave || Lean == Lean.Leave) && !Remote && !Instead;
    public bool Remote => Has(Sense.Remote);
    public bool Partial => Has(Sense.Partial);
    public bool AsksLeave => Has(Sense.Leave);
    public bool Unleaves => Has(Sense.Unleave);
    public bool Thanks => Has(Sense.Thanks);
    public bool Acknowledges => Has(Sense.Ack) && !NegatedBefore(Sense.Ack);
    public bool AboutAll => Has(Sense.Both);

    /// <summary>Said with all certainty and nothing else: 一定, 准时.</summary>
    public bool SureAlone => Lean == Lean.None && Has(Sense.Sure) && tokens.All(t => t.Sense is Sense.Sure or Sense.Fill or Sense.Me or Sense.Meeting or Sense.Ack or Sense.Polite or Sense.Thanks);

    /// <summary>参加吗, 去? — nothing in it that an office could answer.</summary>
    public bool OnlyAsksOfComing => Lean != Lean.None && tokens.TrueForAll(t => t.Sense is Sense.Come or Sense.Leave or Sense.Absent or Sense.Me or Sense.Fill or Sense.Not or Sense.Ack || t.Text is "吗" or "么");

    /// <summary>How many letters no word of the lexicon covers.</summary>
    public int Unknown => tokens.Where(t => t.Sense == Sense.Other).Sum(t => t.Text.Length);

    /// <summary>What is left as content when the words of answering and of courtesy are taken out: the reason in it.</summary>
    public IEnumerable<Token> Tokens => tokens;

    public static List<Clause> Of(string plain)
    {
        var clauses = new List<Clause>();
        foreach (var (text, questionMark) in Sentences.Parts(plain))
        {
            var words = Scanner.Words(text);
            var begin = 0;
            for (var i = 1; i <= words.Count; i++)
            {
                if (i < words.Count && words[i].Sense != Sense.But)
                {
                    continue;
                }

                var part = words[begin..i];
                clauses.Add(new Clause(string.Concat(part.Select(t => t.Text)), part, questionMark && i == words.Count, part[0].Sense == Sense.But));
                begin = i;
            }
        }

        return clauses;
    }

    private bool Has(Sense sense) => tokens.Exists(t => t.Sense == sense);

    /// <summary>大概几点结束 asks for a fact; 不知道能不能去 doubts one's own coming.</summary>
    private bool AsksForFacts() =>
        tokens.TrueForAll(t => t.Sense != Sense.Hedge || Approximate.Contains(t.Text)) && tokens.Exists(t => t.Sense == Sense.Ask && !t.Text.Contains('不') && !t.Text.EndsWith('否') && t.Text is not ("吗" or "么")) && Lean == Lean.None;

    /// <summary>管饭不, 有车没: asked the way it is spoken.</summary>
    private bool EndsInQuestion() => Text.Length > 2 && Text[^1] is '不' or '没' or '否';

    private bool NegatedBefore(Sense sense)
    {
        var at = tokens.FindIndex(t => t.Sense == sense);
        return at > 0 && tokens[..at].FindLastIndex(t => t.Sense is Sense.Not or Sense.NotBeing) is >= 0 and var not
            && tokens[(not + 1)..at].TrueForAll(t => t.Sense is Sense.Fill or Sense.Sure or Sense.Polite);
    }

    /// <summary>忙完就去, 身体好点才能来: coming depends on something that comes first.</summary>
    private bool Depends()
    {
        var come = tokens.FindIndex(t => t.Sense == Sense.Come);
        var then = come < 0 ? -1 : tokens.FindLastIndex(come, t => t.Text is "就" or "才" or "就能" or "再");
        return then > 0 && tokens[..then].Exists(t =>
            t.Sense is Sense.Obstacle or Sense.Trouble or Sense.Cleared or Sense.Not or Sense.NotAble or Sense.Can or Sense.Ask || t is { Sense: Sense.Other, Text.Length: > 1 });
    }

    private Lean LeanOf()
    {
        var lean = Lean.None;
        for (var i = 0; i < tokens.Count; i++)
        {
            // 请假请错了: what a slip follows was not meant.
            var one = tokens[(i + 1)..].Exists(t => t.Sense == Sense.Mistake) ? Lean.None : LeanAt(i);
            if (one == Lean.None)
            {
                continue;
            }

            // 请假改参加: the change says which of the two holds.
            var replaced = lean != Lean.None && tokens[..i].Exists(t => t.Text.StartsWith('改') || t.Text is "换成" or "变更为" or "更改为" or "调整为");
            lean = lean == Lean.None || lean == one || replaced ? one : Lean.Both;
        }

        return lean;
    }

    private Lean LeanAt(int i)
    {
        if (Plainly(i) is not { } lean)
        {
            return Lean.None;
        }

        return Negation(i) switch
        {
            Denial.None => lean,
            Denial.Not when lean != Lean.Both => lean == Lean.Come ? Lean.Leave : Lean.Come,
            Denial.NotMeant => Lean.None,
            _ => Lean.Both,
        };
    }

    /// <summary>What the word at i leans to where nothing denies it.</summary>
    private Lean? Plainly(int i) => tokens[i].Sense switch
        {
            Sense.Come when IsComing(i) => SomebodyElse(i) ? Lean.Both : Lean.Come,
            Sense.Leave or Sense.Absent => Lean.Leave,
            Sense.Unleave => Lean.Come,
            Sense.NotAble when !tokens[(i + 1)..].Exists(t => t.Sense is Sense.Come or Sense.Leave or Sense.Obstacle or Sense.Trouble or Sense.Other) => Lean.Leave,
            _ => null,
        };

    private enum Denial
    {
        None,

        /// <summary>Turned round: 不能参加.</summary>
        Not,

        /// <summary>Not what is meant: 不是请假.</summary>
        NotMeant,

        /// <summary>A negation that stands too far off, or twice: 没有说不去.</summary>
        Unclear,
    }

    /// <summary>How the words before the word at i deny it.</summary>
    private Denial Negation(int i)
    {
        var far = false;
        for (var j = i - 1; j >= 0; j--)
        {
            switch (tokens[j].Sense)
            {
                case Sense.NotBeing when !far:
                    return Denial.NotMeant;
                case Sense.Not when j > 0 && tokens[j - 1].Sense == Sense.NotBeing:
                    return Denial.NotMeant;
                case Sense.Not or Sense.NotAble:
                case Sense.Obstacle when tokens[j].Text[0] is '没' or '无' or '抽' or '腾':
                    return far || tokens[..j].Exists(t => t.Sense is Sense.Not or Sense.NotAble or Sense.NotBeing) ? Denial.Unclear : Denial.Not;
                case Sense.Fill or Sense.Can or Sense.Want or Sense.Sure or Sense.Meeting or Sense.Me or Sense.Polite or Sense.Both or Sense.Because or Sense.Change or Sense.Remote:
                case Sense.Come when tokens[i].Sense == Sense.Come:
                    continue;
                case Sense.Other:
                    far = true;
                    continue;
                default:
                    return Denial.None;
            }
        }

        return Denial.None;
    }

    /// <summary>小李参加, 王主任去: another one would come, which is not for this member to answer by.</summary>
    private bool SomebodyElse(int i)
    {
        var before = tokens[..i].FindLastIndex(t => t.Sense is not (Sense.Sure or Sense.Can or Sense.Fill or Sense.Both or Sense.Come or Sense.Not or Sense.NotAble or Sense.Want));
        var me = tokens[..i].FindLastIndex(t => t.Sense == Sense.Me);
        if (me >= 0 && me < i - 1 && (tokens[me + 1].Sense == Sense.Kin || Belonging.Contains(tokens[me + 1].Text[0])))
        {
            return true; // 我单位小王, 我爱人
        }

        // 天大的事也要来: not a person, but what would not hinder.
        return me < 0 && before >= 0 && !tokens[before..i].Exists(t => t.Text == "也") && (tokens[before].Sense is Sense.Other or Sense.Kin || Titles.Contains(tokens[before].Text));
    }

    private bool IsComing(int i)
    {
        var word = tokens[i].Text;
        var motion = Motions.Contains(word);
        if (motion && i > 0 && tokens[i - 1] is { Sense: Sense.Other or Sense.Obstacle or Sense.Trouble or Sense.Cleared })
        {
            return false;
        }

        var after = tokens[(i + 1)..];
        if (motion)
        {
            // 去 and 来 need nothing after them, or the meeting.
            return after.Count == 0 || after[0].Text is "吗" or "么" || after[0].Sense is not (Sense.Ask or Sense.Other or Sense.Obstacle or Sense.Trouble or Sense.Kin or Sense.Cleared or Sense.Absent);
        }

        // 参加婚礼, 参加女儿的家长会, 参会情况: another thing is attended, or it is only spoken of.
        if (after is [{ Sense: Sense.Other }, ..] && after[^1].Sense != Sense.Meeting && !after[^1].Text.EndsWith('会'))
        {
            return false;
        }

        return !after.Exists(t => t.Sense is Sense.Obstacle or Sense.Trouble or Sense.Kin) && after is not [{ Text: "过" }, ..] && !JustPast(i, after);
    }

    /// <summary>参加了 without 能 or 会 before it tells of something past, and is no answer.</summary>
    private bool JustPast(int i, List<Token> after) =>
        after is [{ Text: "了" }, ..] && tokens[i].Text is "参加" or "出席" or "参与" && after is [{ Text: "了" }, ..]
        && !tokens[..i].Exists(t => t.Sense is Sense.Can or Sense.Sure or Sense.Not or Sense.NotAble or Sense.Change or Sense.Meeting);
}
