namespace Luzhi.Core.Meetings;

/// <summary>Somebody a line of a 接龙 may mean: everyone on the roster, of whom only the invited can answer.</summary>
/// <param name="Units">The units that a line may name beside them; they tell two of one name apart.</param>
public sealed record JielongGuest(long PersonId, string Name, IReadOnlyList<string> Units, bool Invited);

/// <summary>Why a line is not taken by itself.</summary>
public enum JielongDoubt
{
    None,

    /// <summary>A number and no name: "5. +1".</summary>
    NoName,

    /// <summary>A name that is on no list.</summary>
    Unknown,

    /// <summary>On the roster, but not invited to this meeting.</summary>
    NotInvited,

    /// <summary>Two of the invited have this name.</summary>
    Namesakes,

    /// <summary>老张, 张主席, 建国: meant for somebody whose whole name is not there.</summary>
    Nickname,

    /// <summary>One letter away from a name, or a name inside a longer one.</summary>
    Near,

    /// <summary>代, 替, 帮: whose answer it is has to be looked at.</summary>
    OnBehalf,

    /// <summary>Named in passing in somebody else's line.</summary>
    Mentioned,

    /// <summary>It says both, or with doubt.</summary>
    Unsure,

    /// <summary>收到, 好的: heard, and no answer.</summary>
    Heard,
}

/// <summary>One answer read out of a 接龙, or what hinders.</summary>
/// <param name="Line">The line of the paste, from 1.</param>
/// <param name="PersonId">Who is meant; where there is a doubt, who is most likely meant, if anybody is.</param>
/// <param name="Candidates">Who may be meant, where that is the doubt.</param>
/// <param name="Reason">The reason of a leave, or the question.</param>
/// <param name="Remark">What else stands there, kept beside the answer: 会晚到, a car, a meal, "+1".</param>
/// <param name="ReplacedBy">The later line in which the same person answers again: that one counts.</param>
public sealed record JielongEntry(
    int Line, string Written, string? Name, long? PersonId, IReadOnlyList<JielongGuest> Candidates,
    InvitationState? State, string? Reason, string? Remark, JielongDoubt Doubt, int? ReplacedBy = null)
{
    public bool Clear => Doubt == JielongDoubt.None && PersonId is not null && State is not null && ReplacedBy is null;
}

/// <summary>A pasted 接龙 as it was understood.</summary>
/// <param name="Unread">Lines that were taken for headings or talk, so that nothing is left out unseen.</param>
/// <param name="Bare">What a name without a word beside it means here.</param>
public sealed record JielongReading(IReadOnlyList<JielongEntry> Entries, IReadOnlyList<string> Unread, InvitationState Bare);
