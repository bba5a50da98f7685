using Luzhi.Core.Conversations;
using Luzhi.Core.Conversations.Secretary;
using Luzhi.Core.Messages;
using Luzhi.Core.Office;
using Microsoft.EntityFrameworkCore;

namespace Luzhi.Core.Storage;

/// <summary>
/// The secretary's desk: what the commands of a message speak of, looked up before the turn; and what a confirmed command does, by the same
/// books as the console, inside the turn's own transaction.
/// </summary>
public sealed class DeskBook(
    MatterBook matters, AudienceBook audiences, ReachBook reach, BroadcastBook broadcasts, MeetingBook meetings, QuestionBook questions, CallSheet calls,
    TimeZoneInfo zone)
{
    /// <summary>The facts with everything on the desk; as they are for whoever does not work in the office.</summary>
    internal async Task<Facts> WithDeskAsync(Facts facts, Conversation conversation, Inbound inbound, CancellationToken ct)
    {
        if (facts.Desk is not { } desk || inbound.Kind != InboundKind.Text)
        {
            return facts;
        }

        desk = desk with { Matters = await matters.OpenAsync(desk, ct) };
        var command = DeskWords.Of(inbound.Text);
        var draft = conversation is { Asking.About: About.Desk } ? conversation.Desk?.Draft : null;
        return facts with
        {
            Desk = desk with
            {
                Audience = await AudienceAsync(desk, command, draft, ct),
                Spoken = await SpokenAsync(desk, conversation, command, draft, ct),
                Question = await QuestionAsync(desk, command, draft, ct),
                Asked = command?.Verb == DeskVerb.Questions ? [.. (await questions.OpenAsync(ct, unitId: desk.UnitId)).Select(q => new DeskAsked(q.Id, q.Name, q.Meeting, q.Text, q.Sealed))] : [],
                Begun = command?.Verb == DeskVerb.Today ? await matters.BegunTodayAsync(desk, ct) : [],
                Brief = command?.Verb == DeskVerb.Today ? await BriefAsync(desk, facts.Now, ct) : null,
            },
        };
    }

    /// <exception cref="StaleException">What it was decided on is no longer so; it is decided again.</exception>
    internal async Task DoAsync(LuzhiDb db, Change.Office office, long personId, CancellationToken ct)
    {
        try
        {
            await DoAsync(db, office.Act, office.By, personId, ct);
        }
        catch (FaultsException faults)
        {
            throw new StaleException(faults.Message);
        }

        // The books wrote the trail's lines in this very transaction: they are marked with the way the command came.
        foreach (var line in db.ChangeTracker.Entries<AuditLine>())
        {
            line.Entity.Detail ??= "chat";
        }

        await db.SaveChangesAsync(ct);
    }

    /// <summary>The numbers that the morning brief adds.</summary>
    public async Task<BriefCounts> BriefAsync(Desk desk, DateTimeOffset now, CancellationToken ct)
    {
        var yesterday = Duties.Civil.Instant(TimeZoneInfo.ConvertTime(now, zone).Date.AddDays(-1), zone);
        var (answers, leaves) = await matters.NewsAsync(desk, yesterday, ct);
        var asked = await questions.OpenAsync(ct, unitId: desk.UnitId);
        return new(answers, asked.Count, desk.ApprovesLeave ? leaves : 0, await calls.CountAsync(desk.UnitId, ct));
    }

    private async Task DoAsync(LuzhiDb db, DeskAct act, string by, long personId, CancellationToken ct)
    {
        switch (act)
        {
            case DeskAct.Send send:
                await broadcasts.SendAsync(send.Broadcast, by, ct);
                break;
            case DeskAct.Chase { Matter: { Kind: MatterKind.Meeting } meeting, Said: var said }:
                await meetings.ChaseAsync(meeting.Id, said, by, ct);
                break;
            case DeskAct.Chase { Matter: var broadcast, Said: var said }:
                await broadcasts.ChaseAsync(broadcast.Id, said, by, ct);
                break;
            case DeskAct.Move move:
                await meetings.MoveAsync(move.MeetingId, move.Edit, by, ct);
                break;
            case DeskAct.Stop { Matter: { Kind: MatterKind.Meeting } meeting }:
                await meetings.WithdrawAsync(meeting.Id, by, ct);
                break;
            case DeskAct.Stop { Matter: var broadcast }:
                await broadcasts.WithdrawAsync(broadcast.Id, by, ct);
                break;
            case DeskAct.Answer answer:
                _ = await questions.AnswerQuestionAsync(answer.QuestionId, answer.Text, by, ct) ? true : throw new FaultsException("question", "gone");
                break;
            case DeskAct.Brief brief:
                await db.Staff.Where(s => s.PersonId == personId).ExecuteUpdateAsync(s => s.SetProperty(x => x.MorningBrief, brief.Wanted), ct);
                break;
            default:
                throw new InvalidOperationException($"no book does {act.GetType().Name}");
        }
    }

    private async Task<DeskQuestion?> QuestionAsync(Desk desk, DeskCommand? command, Draft? draft, CancellationToken ct)
    {
        var number = command is { Verb: DeskVerb.Answer } ? command.Number
            : command is null && draft is { Verb: DeskVerb.Answer } && long.TryParse(draft.Ref, out var kept) ? kept : (long?)null;
        return number is { } id && (await questions.OpenAsync(ct, unitId: desk.UnitId)).FirstOrDefault(q => q.Id == id) is { } open ? new(open.Id, open.Name) : null;
    }

    private async Task<DeskAudience?> AudienceAsync(Desk desk, DeskCommand? command, Draft? draft, CancellationToken ct)
    {
        if (command is { Verb: DeskVerb.Notify, Rest.Length: > 0 })
        {
            var (audience, text, known) = AudiencePrefix.Split(command.Rest, [.. await audiences.WordsAsync(ct)]);
            return known || !command.Loose ? await AudienceAsync(desk, audience, text, ct) : null;
        }

        return draft is { Verb: DeskVerb.Notify } && command is null ? await AudienceAsync(desk, draft.Said, draft.Text, ct) : null;
    }

    private async Task<DeskAudience> AudienceAsync(Desk desk, string said, string text, CancellationToken ct)
    {
        var whole = await audiences.ResolveAsync(said, ct);
        if (whole.Error is not null)
        {
            return new(said, text, said, 0, 0, whole.Error, null);
        }

        var within = desk.UnitId is { } unit ? await audiences.WithinAsync(unit, said, ct) : said;
        var people = desk.UnitId is null ? whole : await audiences.ResolveAsync(within, ct);
        return new(said, text, within, people.PersonIds.Count, whole.PersonIds.Count, null, await reach.PreviewAsync(people.PersonIds, "broadcast", ct));
    }

    private async Task<MatterPeople?> SpokenAsync(Desk desk, Conversation conversation, DeskCommand? command, Draft? draft, CancellationToken ct)
    {
        var numbers = Numbering.Of(conversation.Desk?.Shown ?? [], desk.Matters);
        var matter = command switch
        {
            { Number: { } number } => numbers.Find(number),
            { Verb: DeskVerb.Chase or DeskVerb.Unanswered or DeskVerb.Roll } => Only(desk, command.Verb),
            null => draft?.Ref is { Length: > 0 } reference ? numbers.Find(reference) : null,
            _ => null,
        };
        return matter is null ? null : await matters.PeopleAsync(matter, desk.UnitId, ct);
    }

    /// <summary>As the commands themselves understand a missing number.</summary>
    private static Matter? Only(Desk desk, DeskVerb verb) =>
        desk.Matters.Where(m => verb == DeskVerb.Chase ? m is { Mine: true, Asks: true, Pending: > 0 } : m.Asks).ToList() is [var only] ? only : null;
}
