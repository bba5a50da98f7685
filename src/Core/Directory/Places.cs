namespace Luzhi.Core.Directory;

/// <summary>A place of the body (A11): 委员之家, 工作站, 园区. What was stays on the record with its last day.</summary>
public sealed class Place
{
    public long Id { get; set; }
    public long BodyId { get; set; }

    /// <summary>The field's own word: 委员之家, 工作室, 园区.</summary>
    public required string Kind { get; set; }
    public required string Name { get; set; }
    public string? Address { get; set; }

    /// <summary>The locality it stands in: a unit of that kind; near is whoever belongs to it.</summary>
    public long? LocalityId { get; set; }
    public long? KeeperId { get; set; }

    /// <summary>When it is open, in words: 每周三上午.</summary>
    public string? Hours { get; set; }
    public DateOnly? OpensOn { get; set; }
    public DateOnly? ClosesOn { get; set; }
}

/// <summary>
/// Somebody outside the body, or an organisation, to whom a member is linked (A5, A7). As little as can be: a name, what it is kept for, until
/// when, and that the person agreed. After its last day the name is wiped.
/// </summary>
public sealed class Outsider
{
    public long Id { get; set; }
    public long BodyId { get; set; }
    public required string Name { get; set; }
    public required string Purpose { get; set; }
    public bool Consented { get; set; }
    public DateOnly UntilDate { get; set; }
}
