namespace Luzhi.Core.Conversations.Language;

public enum Lean { None, Come, Leave, Both }

/// <summary>Which way the words of a clause lean: to coming, to staying away, to neither, or to both, which must be asked.</summary>
internal static class Leaning
{
    public static Lean Of(List<Token> tokens)
    {
        var lean = Lean.None;
        for (var i = 0; i < tokens.Count; i++)
        {
            // 请假请错了: what a slip follows was not meant.
            var one = tokens[(i + 1)..].Exists(t => t.Sense == Sense.Mistake) ? Lean.None : At(tokens, i);
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

    private static Lean At(List<Token> tokens, int i)
    {
        if (Plainly(tokens, i) is not { } lean)
        {
            return Lean.None;
        }

        return Negation(tokens, i) switch
        {
            Denial.None => lean,
            Denial.Not when lean != Lean.Both => lean == Lean.Come ? Lean.Leave : Lean.Come,
            Denial.NotMeant => Lean.None,
            _ => Lean.Both,
        };
    }

    /// <summary>What the word at i leans to where nothing denies it.</summary>
    private static Lean? Plainly(List<Token> tokens, int i) => tokens[i].Sense switch
    {
        Sense.Come when Coming.Meant(tokens, i) => Coming.SomebodyElse(tokens, i) ? Lean.Both : Lean.Come,
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
    private static Denial Negation(List<Token> tokens, int i)
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
                case Sense.NotAble when tokens[i].Sense == Sense.Leave:
                    return Denial.Unclear; // 不行再请假
                case Sense.Trouble when tokens[j].Text == "来不及":
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
}
