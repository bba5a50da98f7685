namespace Luzhi.Core.Conversations.Language;

/// <summary>One clause of an answer and what it leans to. A sentence is read clause by clause; see <see cref="AnswerWords"/>.</summary>
public sealed class Clause
{
    /// <summary>Doubt about a fact as well as about oneself: 大概几点, 不知道在哪.</summary>
    private static readonly HashSet<string> Approximate = ["大概", "大约", "估计", "可能", "应该", "不知道", "不知", "不清楚", "不太清楚", "不确定", "不晓得"];

    private readonly List<Token> tokens;

    private Clause(string text, List<Token> tokens, bool questionMark, bool opposed)
    {
        (Text, this.tokens, Opposed) = (text, tokens, opposed);
        Interrogative = Has(Sense.Ask);
        Asks = questionMark || Interrogative || EndsInQuestion();
        Lean = Has(Sense.OtherTime) ? Lean.None : Leaning.Of(tokens);
        Hedged = !Has(Sense.Late) && !AsksForFacts() && ((Has(Sense.Hedge) && !Corrects) || Depends() || Wavers() || (Has(Sense.If) && !Interrogative));
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

    /// <summary>列席还是参加, 请假还是参加: between the two nothing is said.</summary>
    private bool Wavers()
    {
        var or = tokens.FindIndex(t => t.Text == "还是");
        return or > 0 && tokens[..or].Exists(IsAnswer) && tokens[or..].Exists(IsAnswer);

        static bool IsAnswer(Token token) => token.Sense is Sense.Come or Sense.Absent or Sense.Leave;
    }

    /// <summary>忙完就去, 身体好点才能来: coming depends on something that comes first.</summary>
    private bool Depends()
    {
        var come = tokens.FindIndex(t => t.Sense == Sense.Come);
        var then = come < 0 ? -1 : tokens.FindLastIndex(come, t => t.Text is "就" or "才" or "就能" or "再");
        return then > 0 && tokens[..then].Exists(t =>
            t.Sense is Sense.Obstacle or Sense.Trouble or Sense.Cleared or Sense.Not or Sense.NotAble or Sense.Can or Sense.Ask || t is { Sense: Sense.Other, Text.Length: > 1 });
    }
}
