using Luzhi.Core.Directory;
using Luzhi.Core.Settings;
using Microsoft.EntityFrameworkCore;

namespace Luzhi.Core.Storage;

/// <summary>Somebody on the roster by what a secretary writes: the name, or 姓名:张建国; of namesakes none is guessed.</summary>
internal static class PersonNamed
{
    /// <returns>null where nothing is written.</returns>
    /// <exception cref="FaultsException">Nobody is called so, or several are.</exception>
    public static async Task<long?> FindAsync(LuzhiDb db, string written, string field, Words words, CancellationToken ct)
    {
        var name = Spelling.Name(Bare(written));
        if (name.Length == 0)
        {
            return null;
        }

        var same = await db.People.OnRoster().Where(p => p.Name == name).Select(p => p.Id).Take(2).ToListAsync(ct);
        return same.Count switch
        {
            1 => same[0],
            0 => throw new FaultsException(field, words.Say("links.fault.nobody", ("name", name))),
            _ => throw new FaultsException(field, words.Say("links.fault.namesakes", ("name", name))),
        };
    }

    private static string Bare(string written) => Spelling.Tidy(written) is var tidy && tidy.StartsWith(AudienceWords.NameKind + ":", StringComparison.Ordinal) ? tidy[(AudienceWords.NameKind.Length + 1)..] : tidy;
}
