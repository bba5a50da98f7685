using System.Text.Json;
using Luzhi.Core.Conversations;
using Luzhi.Core.Conversations.Flows;
using Luzhi.Core.Conversations.Forms;
using Luzhi.Core.Conversations.Forms.Types;
using Luzhi.Core.Conversations.Language;
using Luzhi.Core.Messages;

namespace Luzhi.Core.Storage;

/// <summary>What only a form needs to know, looked up for the few messages that are about one: names of the directory, and what the speaker saved.</summary>
internal static class FormFacts
{
    /// <summary>Nobody looks further back for something to correct.</summary>
    private static readonly TimeSpan Lately = TimeSpan.FromDays(180);

    private const int NamesAtMost = 30;

    public static async Task<Facts> WithFormAsync(this LuzhiDb db, Facts facts, Conversation conversation, Inbound inbound, CancellationToken ct)
    {
        if (facts.Speaker is not { } speaker || inbound.Kind is not (InboundKind.Text or InboundKind.MenuClick))
        {
            return facts;
        }

        if (conversation.Form?.Wants is { } wants)
        {
            facts = facts with { Named = await db.NamedAsync(wants, inbound.Text, facts, ct) };
        }

        return Correcting.Asks(conversation, inbound) || Commands.In(inbound) == Command.Mine
            ? facts with { Saved = await db.SavedAsync(speaker.PersonId, facts.Now, ct) }
            : facts;
    }

    /// <summary>People of the roster, or units, whose name stands in what was said, or has it in theirs.</summary>
    public static async Task<IReadOnlyList<Named>> NamedAsync(this LuzhiDb db, QuestionType wants, string said, Facts facts, CancellationToken ct)
    {
        var name = NameAnswer.Spoken(Plain.Of(said)).Replace("%", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal);
        if (name.Length is 0 or > 60)
        {
            return [];
        }

        var today = DateOnly.FromDateTime(facts.LocalNow.DateTime);
        return [.. (await db.ListAsync<NamedRow>(wants == QuestionType.Person ? People : Units, new { name, around = name.Length < 2 ? name : $"%{name}%", today, most = NamesAtMost }, ct))
            .Select(n => new Named(n.Id, n.Name, n.Line ?? ""))];
    }

    public static async Task<IReadOnlyList<SavedForm>> SavedAsync(this LuzhiDb db, long personId, DateTimeOffset now, CancellationToken ct) =>
        [.. (await db.ListAsync<SavedFormRow>(Saved, new { personId, since = now - Lately }, ct)).Select(s => s.Made())];

    private sealed record NamedRow
    {
        public long Id { get; init; }
        public string Name { get; init; } = "";
        public string? Line { get; init; }
    }

    private sealed record SavedFormRow
    {
        public long Id { get; init; }
        public string Form { get; init; } = "";
        public string? FormVersion { get; init; }
        public string Said { get; init; } = "";
        public string Answers { get; init; } = "{}";
        public string? Shown { get; init; }
        public DateTimeOffset At { get; init; }

        public SavedForm Made()
        {
            var (values, shown) = (Read(Answers), Read(Shown ?? "{}"));
            return new(Id, Form, FormVersion, Said, values.ToDictionary(v => v.Key, v => new Given(v.Value, shown.GetValueOrDefault(v.Key, v.Value))), At);
        }

        private static Dictionary<string, string> Read(string json) => JsonSerializer.Deserialize<Dictionary<string, string>>(json, Pinned.Options) ?? [];
    }

    private const string People = """
        SELECT p.id, p.name, (
            SELECT min(u.name) FROM membership m JOIN unit u ON u.id = m.unit_id
            WHERE m.person_id = p.id AND u.kind = 'committee' AND (m.from_date IS NULL OR m.from_date <= @today) AND (m.to_date IS NULL OR m.to_date >= @today)) AS line
        FROM person p
        WHERE p.removed_at IS NULL AND p.kind = 'member' AND (@name LIKE '%' || p.name || '%' OR p.name LIKE @around)
        ORDER BY p.name, p.id LIMIT @most
        """;

    private const string Units = """
        SELECT u.id, u.name, o.name AS line FROM unit u LEFT JOIN unit o ON o.id = u.parent_id
        WHERE (u.closes_on IS NULL OR u.closes_on >= @today) AND (@name LIKE '%' || u.name || '%' OR u.name LIKE @around)
        ORDER BY u.name, u.id LIMIT @most
        """;

    private const string Saved = """
        SELECT id, form, form_version, said, answers, shown, at FROM submission
        WHERE person_id = @personId AND state = 'saved' AND at >= @since ORDER BY at DESC, id DESC LIMIT 9
        """;
}
