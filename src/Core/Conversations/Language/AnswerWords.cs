namespace Luzhi.Core.Conversations.Language;

public enum Stance
{
    /// <summary>Nothing in it answers a notice.</summary>
    None,
    Attending,
    Leave,

    /// <summary>Something is asked of the office.</summary>
    Question,

    /// <summary>It speaks of coming, but says both, neither, or with doubt: to be asked, never guessed.</summary>
    Unsure,

    /// <summary>收到, 好的: heard, which is not yet an answer to a meeting.</summary>
    Heard,
    Thanks,
}

/// <summary>What a sentence answers.</summary>
/// <param name="Reason">Why leave is asked for, in the member's words.</param>
/// <param name="Remark">What the office should read besides the stance: a question beside an answer, coming late.</param>
/// <param name="Pure">Nearly every word of it is a word of answering: it can hardly be about something else.</param>
public sealed record Answer(Stance Stance, string? Reason = null, string? Remark = null, bool Pure = false)
{
    /// <summary>Corrects what was said just before: 按错了, 不对.</summary>
    public bool Corrects { get; init; }

    /// <summary>Speaks of all that are open: 都参加.</summary>
    public bool All { get; init; }

    /// <summary>Takes leave back (销假), which means attending only where leave was asked for.</summary>
    public bool Unleaves { get; init; }

    /// <summary>Says it in so many words (参加, 请假), not only by what keeps one away.</summary>
    public bool Outright { get; init; }
}

/// <summary>Understands an answer to a notice. Deterministic; where two readings are possible it says <see cref="Stance.Unsure"/>.</summary>
public static class AnswerWords
{
    public static Answer Hear(string plain)
    {
        var clauses = Clause.Of(plain);
        if (clauses.Count == 0 || Courtesy.IsSmallTalk(plain))
        {
            return new Answer(Stance.None);
        }

        var stance = StanceOf(clauses);
        var letters = clauses.Sum(c => c.Text.Length);
        return new Answer(stance, stance is Stance.Leave ? Reasons.In(clauses) : null, RemarkIn(stance, clauses), clauses.Sum(c => c.Unknown) <= letters / 6)
        {
            Corrects = clauses.Exists(c => c.Corrects),
            All = clauses.Exists(c => c.AboutAll),
            Unleaves = clauses.Exists(c => c.Unleaves) && !clauses.Exists(c => c is { Lean: Lean.Come, Unleaves: false }),
            Outright = clauses.Exists(c => c.Lean != Lean.None),
        };
    }

    private static Stance StanceOf(List<Clause> clauses)
    {
        var now = Present(clauses);
        if (now.Exists(c => c.Asks))
        {
            return Asked(now);
        }

        if (now.Exists(c => c.Hedged || c.Lean == Lean.Both))
        {
            return Stance.Unsure;
        }

        if (now.Exists(c => c.Instead) && !now.Exists(c => c.AsksLeave))
        {
            return Stance.Unsure;
        }

        return Weighed(now);
    }

    /// <summary>What was before (本来要去) does not count where something is said of now.</summary>
    private static List<Clause> Present(List<Clause> clauses)
    {
        var now = clauses.FindAll(c => !c.Before);
        return now.Exists(c => c.Lean != Lean.None || c.Obstacle || c.Asks || c.Hedged) ? now : clauses;
    }

    private static Stance Weighed(List<Clause> clauses)
    {
        var leans = clauses.FindAll(c => c.Lean is Lean.Come or Lean.Leave);
        var lean = leans.Select(c => c.Lean).Distinct().ToList() switch
        {
            [] => Lean.None,
            [var one] => one,
            _ => Outweighed(leans),
        };
        return lean switch
        {
            Lean.Both => Stance.Unsure,
            Lean.Leave => Stance.Leave,
            Lean.Come => Coming(clauses),
            _ => WithoutLean(clauses),
        };
    }

    /// <summary>想去但去不了: a wish or a concession gives way to what follows it. Two plain statements do not.</summary>
    private static Lean Outweighed(List<Clause> leans)
    {
        var last = leans[^1];
        var earlier = leans.SkipLast(1).Where(c => c.Lean != last.Lean).ToList();
        return earlier.TrueForAll(c => c.Wishes || c.Concedes || c.Before) || (last.Corrects || last.Turns) && last.Opposed ? last.Lean : Lean.Both;
    }

    private static Stance Coming(List<Clause> clauses)
    {
        var come = clauses.FindLastIndex(c => c.Lean == Lean.Come);
        var hindered = clauses.FindIndex(c => c.Obstacle);
        if (clauses[come].Before || clauses.Exists(c => c is { Remote: true } or { Partial: true, Lean: Lean.Come }))
        {
            return Stance.Unsure;
        }

        if (clauses[come].Wishes)
        {
            // A wish alone promises nothing; before what keeps one away it is a polite no.
            return hindered > come ? Stance.Leave : Stance.Unsure;
        }

        var overcome = hindered < 0 || clauses.Exists(c => c.Cleared || c.Concedes) || (hindered < come && (clauses[come].Opposed || clauses[come].Turns));
        return overcome ? Stance.Attending : Stance.Unsure;
    }

    private static Stance WithoutLean(List<Clause> clauses)
    {
        if (clauses.Exists(c => c.Obstacle))
        {
            return clauses.Exists(c => c.Before && !c.Obstacle) ? Stance.Unsure : Stance.Leave;
        }

        if (clauses.Exists(c => c.Late))
        {
            return Stance.Attending;
        }

        if (clauses.Exists(c => c.Trouble || c.Cleared || c.Corrects || c.Partial || c.Remote || c.Before || c.Turns))
        {
            return Stance.Unsure;
        }

        return clauses.Exists(c => c.SureAlone) ? Stance.Attending
            : clauses.Exists(c => c.Acknowledges) ? Stance.Heard
            : clauses.Exists(c => c.Thanks) ? Stance.Thanks
            : Stance.None;
    }

    /// <summary>A question beside a plain answer goes along with it; alone it is the answer 3. May I stay away? is asked back.</summary>
    private static Stance Asked(List<Clause> clauses)
    {
        var told = clauses.FindAll(c => !c.Asks);
        var asking = clauses.FindAll(c => c.Asks);
        if (asking.Exists(c => c.Hedged) || told.Exists(c => c.Hedged))
        {
            return asking.Exists(c => c is { Hedged: false, Interrogative: true }) ? Stance.Question : Stance.Unsure;
        }

        if (asking.Exists(c => c.AsksToStayAway))
        {
            return told.Exists(c => c.Obstacle || c.AsksLeave) ? Stance.Leave : Stance.Unsure;
        }

        var stance = told.Exists(c => c.Lean != Lean.None) ? Weighed(told) : Stance.None;
        if (stance is Stance.Attending or Stance.Leave or Stance.Unsure)
        {
            return stance;
        }

        // 参加? 去吗? asks nothing that an office could answer.
        return asking.TrueForAll(c => c.OnlyAsksOfComing) ? Stance.Unsure : Stance.Question;
    }

    private static string? RemarkIn(Stance stance, List<Clause> clauses)
    {
        var remarks = clauses.Where(c => c.Asks || (stance == Stance.Attending && c.Late)).Select(c => c.Said + (c.Asks ? "？" : "")).ToList();
        return stance is Stance.Attending or Stance.Leave && remarks.Count > 0 ? string.Join("，", remarks) : null;
    }
}
