using Luzhi.Core.Directory;

namespace Luzhi.Core.Storage;

/// <summary>Who belongs to a unit on a day: the same answer for an audience and for what the unit's secretary may see.</summary>
public static class UnitPeople
{
    /// <summary>People on the roster. A committee's are also those of its groups.</summary>
    public static IQueryable<long> Of(LuzhiDb db, long unitId, DateOnly day) =>
        from membership in db.Memberships
        join unit in db.Units on membership.UnitId equals unit.Id
        join person in db.People on membership.PersonId equals person.Id
        where person.RemovedAt == null && person.Kind == PersonKind.Member && (unit.Id == unitId || unit.ParentId == unitId)
            && (unit.OpensOn == null || unit.OpensOn <= day) && (unit.ClosesOn == null || unit.ClosesOn >= day)
            && (membership.FromDate == null || membership.FromDate <= day) && (membership.ToDate == null || membership.ToDate >= day)
        select person.Id;
}
