namespace Luzhi.Core.Conversations.Language;

/// <summary>What a word does in an answer to a notice. A word has one; the longest word wins, so that 不一定 is doubt and not 一定.</summary>
public enum Sense
{
    /// <summary>Says nothing by itself: particles, times, manners.</summary>
    Fill,
    Me,
    Meeting,

    /// <summary>Being there: 参加, 到会, 去.</summary>
    Come,

    /// <summary>Not being there, in one word: 缺席, 去不了.</summary>
    Absent,
    Leave,

    /// <summary>Leave asked for before is taken back: 销假.</summary>
    Unleave,
    Not,

    /// <summary>A negation that declines by itself: 不行, 不方便.</summary>
    NotAble,

    /// <summary>不是: what follows is not meant.</summary>
    NotBeing,
    Can,
    Want,
    Sure,
    Hedge,
    If,
    Ask,
    Past,
    But,
    Though,
    Change,
    Mistake,

    /// <summary>Somebody else would come: 派人, 代我.</summary>
    Instead,
    Kin,

    /// <summary>Coming late or leaving early: an answer that comes with a remark.</summary>
    Late,
    Partial,
    Remote,

    /// <summary>What keeps one away: 出差, 住院, 走不开. Said alone it is asking for leave.</summary>
    Obstacle,

    /// <summary>What may keep one away, or may not: 车票没买到, 堵车.</summary>
    Trouble,

    /// <summary>Another time than this: 下次一定来.</summary>
    OtherTime,

    /// <summary>What kept one away is over: 回来了, 推掉了.</summary>
    Cleared,
    Ack,
    Thanks,
    Polite,
    Because,
    Both,

    /// <summary>Words the lexicon does not know.</summary>
    Other,
}

/// <summary>A word found in a clause.</summary>
public readonly record struct Token(Sense Sense, string Text);
