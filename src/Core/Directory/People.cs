namespace Luzhi.Core.Directory;

/// <summary>A consultative body; a tree of them later (A9). Everything belongs to one.</summary>
public sealed class Body
{
    public long Id { get; set; }
    public required string Name { get; set; }
    public long? ParentId { get; set; }
}

/// <summary>
/// On which list somebody stands: the roster of members, the office's own staff, or those who act for a member or come from outside. Only
/// members are meant by 全体 and every other word of an audience. What a person is beyond that is a role with dates.
/// </summary>
public enum PersonKind { Member, Staff, Associate }

/// <summary>Somebody the body knows: bound, reached and answered in the same way whatever list they stand on.</summary>
public sealed class Person
{
    public long Id { get; set; }
    public long BodyId { get; set; }
    public PersonKind Kind { get; set; }
    public required string Name { get; set; }

    /// <summary>Digits only, without country code; null when unknown. Never logged.</summary>
    public string? Phone { get; set; }

    /// <summary>绑定码 of the roster: what the person is known by when a roster is imported again.</summary>
    public string? RosterCode { get; set; }

    /// <summary>政治面貌, e.g. 中共党员, 民革, 无党派人士.</summary>
    public string? Party { get; set; }
    public DateOnly? Since { get; set; }
    public DateTimeOffset CreatedAt { get; set; }
    public DateTimeOffset? RemovedAt { get; set; }
}

/// <summary>The kinds of unit a roster knows; the Chinese words are what a secretary writes (专委会:经济委).</summary>
public enum UnitKind { Committee, Sector, MemberGroup, Branch, SmallGroup, Locality }

/// <summary>A unit with a life: it may open late and close early (A4). A member group or small group sits inside a committee.</summary>
public sealed class Unit
{
    public long Id { get; set; }
    public long BodyId { get; set; }
    public UnitKind Kind { get; set; }
    public long? ParentId { get; set; }
    public required string Name { get; set; }
    public DateOnly? OpensOn { get; set; }
    public DateOnly? ClosesOn { get; set; }
}

public sealed class Membership
{
    public long Id { get; set; }
    public long PersonId { get; set; }
    public long UnitId { get; set; }

    /// <summary>What the person is inside the unit: 召集人, 主任, 联络员; null for a plain member.</summary>
    public string? Role { get; set; }
    public DateOnly? FromDate { get; set; }
    public DateOnly? ToDate { get; set; }
}

/// <summary>职务 in the body: 委员, 常委, 主席, 秘书长, 联络员 …, from–to.</summary>
public sealed class RoleHeld
{
    public long Id { get; set; }
    public long PersonId { get; set; }
    public required string Name { get; set; }
    public DateOnly? FromDate { get; set; }
    public DateOnly? ToDate { get; set; }
}

/// <summary>A link joins any two of person, unit, body, outside organisation, place (A3, A5, A6). Kinds are the field's words, e.g. 党员联系党外委员.</summary>
public sealed class Link
{
    /// <summary>The kinds of an end.</summary>
    public const string Person = "person", Unit = "unit", Place = "place", Outsider = "outsider";

    /// <summary>The contact inside the Party of a member outside it (A3, A6).</summary>
    public const string PartyContact = "党员联系党外委员";

    /// <summary>From a leader to the personal secretary who answers for them.</summary>
    public const string Secretary = "secretary";

    public long Id { get; set; }
    public long BodyId { get; set; }
    public required string Kind { get; set; }

    /// <summary>person, unit, place or outsider; with the id of that kind.</summary>
    public required string FromKind { get; set; }
    public long FromId { get; set; }
    public required string ToKind { get; set; }
    public long ToId { get; set; }
    public DateOnly? FromDate { get; set; }
    public DateOnly? ToDate { get; set; }
    public string? Note { get; set; }
}

/// <summary>What binds a phone to a person: the roster's 绑定码, an invitation's QR scene, or a new code after a lost phone. Works once.</summary>
public sealed class BindingCode
{
    public required string Code { get; set; }
    public long PersonId { get; set; }
    public DateTimeOffset IssuedAt { get; set; }
    public DateTimeOffset? ExpiresAt { get; set; }
    public DateTimeOffset? UsedAt { get; set; }
    public long? UsedBy { get; set; }
    public DateTimeOffset? RevokedAt { get; set; }
}
