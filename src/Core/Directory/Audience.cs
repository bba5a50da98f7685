namespace Luzhi.Core.Directory;

/// <summary>Whom something is for, as read from what a secretary wrote: words joined by &amp; | ! and brackets.</summary>
public abstract record Audience
{
    private Audience() { }

    /// <param name="Text">As written: 经济委, 专委会:经济委, 经济委/第1组.</param>
    /// <param name="At">Position of its first letter, counted from 1.</param>
    public sealed record Word(string Text, int At) : Audience;

    public sealed record And(Audience Left, Audience Right) : Audience;

    public sealed record Or(Audience Left, Audience Right) : Audience;

    public sealed record Not(Audience Inner) : Audience;

    public IEnumerable<Word> Words => this switch
    {
        Word word => [word],
        And and => and.Left.Words.Concat(and.Right.Words),
        Or or => or.Left.Words.Concat(or.Right.Words),
        Not not => not.Inner.Words,
        _ => [],
    };

    /// <summary>Whether some of it is said by whom it leaves out.</summary>
    public bool LeavesOut => this switch
    {
        And and => and.Left.LeavesOut || and.Right.LeavesOut,
        Or or => or.Left.LeavesOut || or.Right.LeavesOut,
        Not => true,
        _ => false,
    };

    /// <summary>The people meant, a new set. <paramref name="everyone"/> is what ! counts from.</summary>
    public HashSet<long> People(Func<Word, IReadOnlySet<long>> of, IReadOnlySet<long> everyone)
    {
        switch (this)
        {
            case Word word:
                return [.. of(word)];
            case And and:
                var both = and.Left.People(of, everyone);
                both.IntersectWith(and.Right.People(of, everyone));
                return both;
            case Or or:
                var either = or.Left.People(of, everyone);
                either.UnionWith(or.Right.People(of, everyone));
                return either;
            case Not not:
                var rest = new HashSet<long>(everyone);
                rest.ExceptWith(not.Inner.People(of, everyone));
                return rest;
            default:
                throw new InvalidOperationException($"An audience cannot be a {GetType().Name}");
        }
    }
}

/// <summary>What is wrong with an audience: where (counted from 1), and what to say to the person who wrote it.</summary>
public sealed record AudienceFault(int At, string Text);
