using Luzhi.Core.Directory;

namespace Luzhi.Core.Storage;

internal static class RosterPeople
{
    /// <summary>The members as they stand on the roster now: not who left it, not the office's staff, not who acts for a member.</summary>
    public static IQueryable<Person> OnRoster(this IQueryable<Person> people) => people.Where(p => p.RemovedAt == null && p.Kind == PersonKind.Member);
}
