namespace Luzhi.Core.PhonePages;

/// <summary>What a link opens.</summary>
public enum PageKind : byte
{
    /// <summary>One line of the duty ledger: a meeting, a broadcast. The subject is the assignment.</summary>
    Item = 1,

    /// <summary>A member's own page. The subject is the person.</summary>
    Me = 2,

    /// <summary>The form that lies open in somebody's chat. The subject is the person.</summary>
    Form = 3,
}

/// <summary>What stands sealed in a link: it says what it opens and until when, and is no proof of who holds it.</summary>
/// <param name="Until">To the minute.</param>
public sealed record PageToken(PageKind Kind, long Subject, DateTimeOffset Until);
