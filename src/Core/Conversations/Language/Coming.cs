namespace Luzhi.Core.Conversations.Language;

/// <summary>Whether a word of coming speaks of this member's coming to this meeting.</summary>
internal static class Coming
{
    /// <summary>Words of coming that mean it alone, not inside another word: 接到 and 感到 are not 到, 去北京 is not coming here.</summary>
    private static readonly HashSet<string> Motions = ["来", "去", "到", "过来", "过去", "前往", "前去", "前来", "赶到", "赶来", "赶去", "赶过去", "赶过来", "去听", "来听", "赶上"];

    /// <summary>The words that have somebody for a subject; 没问题 and 不见不散 have none.</summary>
    private static readonly HashSet<string> Attending = [.. Motions, "参加", "出席", "到会", "与会", "参会", "到场", "列席", "赴会", "报名", "参与", "来参加", "去参加", "去开会", "来开会"];

    /// <summary>我单位, 我校, 我局: mine, not me.</summary>
    private const string Belonging = "单公学医校院局处科厂所社部";

    private static readonly HashSet<string> Titles = ["主席", "副主席", "秘书长", "主任", "领导", "老师", "同志", "办公室"];

    /// <summary>小李参加, 王主任去: another one would come, which is not for this member to answer by.</summary>
    public static bool SomebodyElse(List<Token> tokens, int i)
    {
        if (!Attending.Contains(tokens[i].Text) || tokens.Exists(t => t.Text is "一起" or "一同" or "一道"))
        {
            return false;
        }

        var before = tokens[..i].FindLastIndex(t => t.Sense is not (Sense.Sure or Sense.Can or Sense.Fill or Sense.Both or Sense.Come or Sense.Not or Sense.NotAble or Sense.Want));
        var me = tokens[..i].FindLastIndex(t => t.Sense == Sense.Me);
        if (me >= 0 && me < i - 1 && (tokens[me + 1].Sense == Sense.Kin || Belonging.Contains(tokens[me + 1].Text[0])))
        {
            return true; // 我单位小王, 我爱人
        }

        // 天大的事也要来: not a person, but what would not hinder.
        return me < 0 && before >= 0 && !tokens[before..i].Exists(t => t.Text == "也") && (tokens[before].Sense is Sense.Other or Sense.Kin || Titles.Contains(tokens[before].Text));
    }

    /// <summary>Whether the word at i means coming to this meeting: 去 does, 去北京 and 参加婚礼 do not.</summary>
    public static bool Meant(List<Token> tokens, int i)
    {
        var word = tokens[i].Text;
        var motion = Motions.Contains(word);
        if (motion && i > 0 && tokens[i - 1] is { Sense: Sense.Other or Sense.Obstacle or Sense.Trouble or Sense.Cleared })
        {
            return false;
        }

        // 谁参加, 几个人去: asked, not answered.
        if (tokens[..i].FindLast(t => t.Sense is not (Sense.Fill or Sense.Can or Sense.Sure)) is { Sense: Sense.Ask } ask && !ask.Text.Contains('不'))
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

        if (after is [{ Text: "的" }, { Sense: Sense.Other or Sense.Hedge }, ..])
        {
            return false;
        }

        return !after.Exists(t => t.Sense is Sense.Obstacle or Sense.Trouble or Sense.Kin) && after is not [{ Text: "过" }, ..] && !JustPast(tokens, i, after);
    }

    /// <summary>参加了 without 能 or 会 before it tells of something past, and is no answer.</summary>
    private static bool JustPast(List<Token> tokens, int i, List<Token> after) =>
        after is [{ Text: "了" }, ..] && tokens[i].Text is "参加" or "出席" or "参与"
        && !tokens[..i].Exists(t => t.Sense is Sense.Can or Sense.Sure or Sense.Not or Sense.NotAble or Sense.Change or Sense.Meeting);
}
