using System.Security.Cryptography;
using Luzhi.Core.Duties;
using Luzhi.Core.PhonePages;
using Luzhi.Core.Settings;
using Microsoft.EntityFrameworkCore;

namespace Luzhi.Core.Storage;

/// <summary>A paper without its bytes, for lists.</summary>
public sealed record StudyFileLine(long Id, string Name, int Size);

/// <summary>The papers of an assignment to study: put in and taken out while it is a draft, and what was sent stays as it was sent.</summary>
public sealed class StudyFileBook(Database database, Words words, TimeProvider clock)
{
    /// <summary>The same file sent again, after a lost connection, is the one that is there already.</summary>
    /// <returns>Its id; null when there is no such draft, or it was sent meanwhile.</returns>
    /// <exception cref="FaultsException">As many are there as may be.</exception>
    public Task<long?> KeepAsync(long studyId, string name, FileKind kind, byte[] bytes, CancellationToken ct)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
        return database.WriteAsync(async (db, token) =>
        {
            if (!await HoldAsync(db, studyId, token))
            {
                return null;
            }

            var there = await db.StudyFiles.Where(f => f.StudyId == studyId).Select(f => new { f.Id, f.Hash }).ToListAsync(token);
            if (there.Find(f => f.Hash == hash) is { } known)
            {
                return (long?)known.Id;
            }

            FaultsException.ThrowIfAny(there.Count >= StudyFile.AtMost ? [new("files", words.Say("page.file_many", ("most", StudyFile.AtMost)))] : []);
            var made = db.Add(new StudyFile
            {
                StudyId = studyId, Name = kind.Named(name), ContentType = kind.ContentType, Size = bytes.Length, Hash = hash, Bytes = bytes, At = clock.GetUtcNow(),
            }).Entity;
            await db.SaveChangesAsync(token);
            return made.Id;
        }, ct);
    }

    /// <summary>Takes these out of a draft; those of another assignment are not touched.</summary>
    /// <returns>How many were taken out: none once it is sent.</returns>
    public Task<int> RemoveAsync(long studyId, IReadOnlyCollection<long> ids, CancellationToken ct) => database.WriteAsync(
        async (db, token) => await HoldAsync(db, studyId, token) ? await db.StudyFiles.Where(f => f.StudyId == studyId && ids.Contains(f.Id)).ExecuteDeleteAsync(token) : 0, ct);

    /// <summary>In the order they were put in.</summary>
    public async Task<IReadOnlyList<StudyFileLine>> OfAsync(long studyId, CancellationToken ct)
    {
        await using var db = database.Open();
        return await db.StudyFiles.Where(f => f.StudyId == studyId).OrderBy(f => f.Id).Select(f => new StudyFileLine(f.Id, f.Name, f.Size)).ToListAsync(ct);
    }

    /// <summary>Whole, with its bytes, if it belongs to this assignment; whoever asks has asked first whether it may be shown.</summary>
    public async Task<StudyFile?> FindAsync(long studyId, long id, CancellationToken ct)
    {
        await using var db = database.Open();
        return await db.StudyFiles.AsNoTracking().SingleOrDefaultAsync(f => f.Id == id && f.StudyId == studyId, ct);
    }

    /// <summary>Touching the draft makes whoever sends it, or puts in another file, wait: nothing is put into what is out already, nor a sixth beside the fifth.</summary>
    private async Task<bool> HoldAsync(LuzhiDb db, long studyId, CancellationToken ct) =>
        await db.Studies.Where(s => s.Id == studyId && s.SentAt == null).ExecuteUpdateAsync(set => set.SetProperty(s => s.ChangedAt, clock.GetUtcNow()), ct) > 0;
}
