using System.Text.RegularExpressions;
using Luzhi.Core.Conversations.Language;

namespace Luzhi.Core.Conversations.Notices;

/// <summary>
/// Whoever acts for leaders may name one who has just ended it: 唐婉清请假 must not become the leave of the leader who is left. The facts know
/// nobody's name but of whom the speaker acts for, so words that open a part of the sentence and mean nothing in an answer count as a name.
/// </summary>
public static partial class OtherNames
{
    /// <summary>Whether somebody may be named who is none of the speaker's leaders. Rather asked once too often than recorded for another.</summary>
    public static bool In(string said, Facts facts)
    {
        var leaders = facts.Items.Select(i => i.For).OfType<string>().Distinct().ToList();
        if (leaders.Count == 0)
        {
            return false;
        }

        var plain = Number().Replace(Plain.Of(said), "");
        var known = leaders.Append(facts.Speaker!.Name).Aggregate(plain, (text, name) => text.Replace(name, "我", StringComparison.Ordinal));
        return Clause.Of(known).Exists(c => Opens([.. c.Tokens.SkipWhile(t => NamesNotice(t, facts))], facts));
    }

    private static bool Opens(List<Token> tokens, Facts facts)
    {
        if (tokens.Count == 0)
        {
            return false;
        }

        var (first, next) = (tokens[0], tokens.Count > 1 ? tokens[1] : default);
        return first.Sense == Sense.Other || (first.Sense == Sense.Polite && Titled().IsMatch(first.Text)) ? !Harmless(first.Text)
            : next.Sense == Sense.Other && Surname().IsMatch(first.Text);
    }

    /// <summary>常委 in 常委会会议; what follows it opens the part.</summary>
    private static bool NamesNotice(Token token, Facts facts) =>
        token.Sense == Sense.Meeting || (token.Sense is Sense.Other or Sense.Polite && facts.Items.Any(i => Plain.Of(i.Title).Contains(token.Text, StringComparison.Ordinal)));

    /// <summary>The leader without a name: 领导, 我们主席.</summary>
    private static bool Harmless(string text) => Leader().IsMatch(text) || !char.IsLetter(text[0]);

    [GeneratedRegex("^第?[0-9一二三四五六七八九十]{1,2}(?:个|项|条|场|号)?")]
    private static partial Regex Number();

    [GeneratedRegex("^(?:我?们?的?)?(?:领导|首长|老板|书记|主席|主任|局长|部长|市长|区长|县长)$")]
    private static partial Regex Leader();

    [GeneratedRegex("(?:主席|秘书长|主任|局长|部长|处长|书记|委员长)$")]
    private static partial Regex Titled();

    /// <summary>Family names that are words as well: 于海洋, 时建华.</summary>
    [GeneratedRegex("^[于向方安时何应来可常明成定和能计管连万年有经]$")]
    private static partial Regex Surname();
}
