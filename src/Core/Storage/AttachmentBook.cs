using System.Security.Cryptography;
using Luzhi.Core.Conversations;
using Luzhi.Core.Conversations.Forms;
using Luzhi.Core.PhonePages;
using Microsoft.EntityFrameworkCore;

namespace Luzhi.Core.Storage;

/// <summary>A file without its bytes, for lists.</summary>
public sealed record AttachmentLine(long Id, long PersonId, string Form, string Question, string Name, int Size, DateTimeOffset At);

/// <summary>The files that members put into forms on a page. They live in the database: whoever keeps that keeps them.</summary>
public sealed class AttachmentBook(Database database, TimeProvider clock)
{
    /// <summary>The same file sent again for the same question, after a lost connection, is the one that is there already.</summary>
    public Task<AttachmentLine> KeepAsync(long personId, string form, string question, string name, FileKind kind, byte[] bytes, CancellationToken ct)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
        return database.WriteAsync(async (db, token) =>
        {
            var since = clock.GetUtcNow().AddDays(-1);
            var known = await Lines(db.Attachments.Where(a => a.PersonId == personId && a.Form == form && a.Question == question && a.Hash == hash && a.At > since)).FirstOrDefaultAsync(token);
            if (known is not null)
            {
                return known;
            }

            var made = new Attachment
            {
                PersonId = personId, Form = form, Question = question, Name = kind.Named(name), ContentType = kind.ContentType,
                Size = bytes.Length, Hash = hash, Bytes = bytes, At = clock.GetUtcNow(),
            };
            db.Add(made);
            await db.SaveChangesAsync(token);
            return new AttachmentLine(made.Id, personId, form, question, made.Name, made.Size, made.At);
        }, ct);
    }

    /// <summary>Whole, with its bytes; whoever asks has asked first whether it may be shown.</summary>
    public async Task<Attachment?> FindAsync(long id, CancellationToken ct)
    {
        await using var db = database.Open();
        return await db.Attachments.AsNoTracking().SingleOrDefaultAsync(a => a.Id == id, ct);
    }

    /// <summary>Those of these that this person sent for this form: what a page names is not believed.</summary>
    public async Task<IReadOnlyList<AttachmentLine>> OwnAsync(IReadOnlyCollection<long> ids, long personId, string form, CancellationToken ct)
    {
        await using var db = database.Open();
        return await Lines(db.Attachments.Where(a => ids.Contains(a.Id) && a.PersonId == personId && a.Form == form)).ToListAsync(ct);
    }

    public async Task<IReadOnlyList<AttachmentLine>> OfAsync(long personId, CancellationToken ct)
    {
        await using var db = database.Open();
        return await Lines(db.Attachments.Where(a => a.PersonId == personId)).Take(200).ToListAsync(ct);
    }

    /// <summary>The form that lies open in somebody's chat.</summary>
    public async Task<OpenForm?> OpenFormAsync(long personId, CancellationToken ct)
    {
        await using var db = database.Open();
        var owner = Hearer.OwnerOf(personId);
        return ConversationJson.Read(await db.Conversations.Where(c => c.Owner == owner).Select(c => c.State).SingleOrDefaultAsync(ct)).Form;
    }

    private static IQueryable<AttachmentLine> Lines(IQueryable<Attachment> of) =>
        of.OrderByDescending(a => a.Id).Select(a => new AttachmentLine(a.Id, a.PersonId, a.Form, a.Question, a.Name, a.Size, a.At));
}
